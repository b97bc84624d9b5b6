import type { AnsweredRequest, ValueLink } from './answeredRequest.js';
import { apiPathOf } from './apiPath.js';
import { elementsOf, isObject, stringAt, valueAt, type JsonValue } from './jsonValue.js';
import type { JsonPath } from './markTree.js';
import { encodeSegment } from './objectRef.js';

/** What the entries of discovery lead to: groups, versions, resources, and the paths of the root and of OpenAPI. */
export function discoveryLinks(value: JsonValue, request: AnsweredRequest): ValueLink[] {
  switch (stringAt(value, 'kind')) {
    case 'APIVersions': return stringsOf(valueAt(value, 'versions')).map(({ text, index }) =>
      ({ at: ['versions', index], path: `/api/${encodeSegment(text)}` }));
    case 'APIGroupList': return elementsOf(valueAt(value, 'groups')).flatMap((group, index) =>
      groupLinks(group, ['groups', index]));
    case 'APIGroup': return groupLinks(value, []);
    case 'APIResourceList': return elementsOf(valueAt(value, 'resources')).flatMap((resource, index) =>
      resourceLinks(resource, ['resources', index], request));
    case undefined: return pathLinks(valueAt(value, 'paths'));
    default: return [];
  }
}

/** `/` lists paths, `/openapi/v3` has an address for each. */
function pathLinks(paths: JsonValue | undefined): ValueLink[] {
  const listed = stringsOf(paths).map(({ text, index }) => ({ at: ['paths', index], path: text }));
  const addressed = Object.entries(isObject(paths) ? paths : {}).flatMap(([key, entry]) => {
    const path = stringAt(entry, 'serverRelativeURL');
    return path === undefined ? [] : [{ at: ['paths', key, 'serverRelativeURL'], path }];
  });
  return [...listed, ...addressed];
}

function stringsOf(value: JsonValue | undefined): { readonly text: string; readonly index: number }[] {
  return elementsOf(value).flatMap((text, index) => typeof text === 'string' ? [{ text, index }] : []);
}

function groupLinks(group: JsonValue, at: JsonPath): ValueLink[] {
  const name = stringAt(group, 'name');
  const versions: readonly (readonly [JsonPath, JsonValue | undefined])[] = [
    ...elementsOf(valueAt(group, 'versions')).map((version, index) => [['versions', index], version] as const),
    [['preferredVersion'], valueAt(group, 'preferredVersion')],
  ];
  return [
    ...(name === undefined ? [] : [{ at: [...at, 'name'], path: `/apis/${encodeSegment(name)}` }]),
    ...versions.flatMap(([where, version]) => {
      const groupVersion = stringAt(version, 'groupVersion');
      const path = groupVersion?.split('/').map(encodeSegment).join('/');
      return path === undefined ? [] : [{ at: [...at, ...where, 'groupVersion'], path: `/apis/${path}` }];
    }),
  ];
}

/**
 * A resource that can be read. Of a namespaced one, its name opens the chosen namespace and `namespaced` opens all;
 * subresources need the name of an object and lead nowhere.
 */
function resourceLinks(resource: JsonValue, at: JsonPath, { path, namespace }: AnsweredRequest): ValueLink[] {
  const prefix = apiPathOf(path.segments)?.prefix;
  const name = stringAt(resource, 'name');
  if (prefix === undefined || name === undefined) {
    return [];
  }
  const isNamespaced = valueAt(resource, 'namespaced') === true;
  const metric = metricPath(path.segments[1], name, isNamespaced, namespace ?? 'default');
  if (metric !== undefined) {
    return [{ at: [...at, 'name'], path: `${prefix}${metric}` }];
  }
  if (name.includes('/') || !elementsOf(valueAt(resource, 'verbs')).includes('list')) {
    return [];
  }
  const all = `${prefix}/${encodeSegment(name)}`;
  const chosen = `${prefix}/namespaces/${encodeSegment(namespace ?? '')}/${encodeSegment(name)}`;
  return isNamespaced
    ? [
      { at: [...at, 'name'], path: namespace === undefined ? all : chosen },
      { at: [...at, 'namespaced'], path: all },
    ]
    : [{ at: [...at, 'name'], path: all }];
}

/**
 * What comes after the version for an entry of custom or external metrics: `pods/http_requests` is read of all pods of
 * a namespace, `namespaces/queue` of the namespace itself.
 * @returns undefined for another group
 * @see kubernetes/metrics pkg/client/custom_metrics/versioned_client.go
 */
function metricPath(
  group: string | undefined,
  name: string,
  isNamespaced: boolean,
  namespace: string,
): string | undefined {
  const ofNamespace = `/namespaces/${encodeSegment(namespace)}`;
  if (group === 'external.metrics.k8s.io') {
    return `${ofNamespace}/${encodeSegment(name)}`;
  }
  if (group !== 'custom.metrics.k8s.io') {
    return undefined;
  }
  const [resource = '', ...metric] = name.split('/');
  const metricName = encodeSegment(metric.join('/'));
  if (resource === 'namespaces') {
    return `${ofNamespace}/metrics/${metricName}`;
  }
  return `${isNamespaced ? ofNamespace : ''}/${encodeSegment(resource)}/*/${metricName}`;
}
