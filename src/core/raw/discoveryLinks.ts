import type { AnsweredRequest, ValueLink } from './answeredRequest.js';
import { apiPathOf } from './apiPath.js';
import { elementsOf, isObject, stringAt, valueAt, type JsonValue } from './jsonValue.js';
import type { JsonPath } from './markTree.js';
import { encodeSegment } from './objectRef.js';
import { valuesPath } from './valuesPath.js';

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
  const groupVersion = apiPathOf(path.segments)?.prefix.replace(/^\/apis?\//, '');
  const name = stringAt(resource, 'name');
  if (groupVersion === undefined || name === undefined) {
    return [];
  }
  const isMetric = /^(custom|external)\.metrics\.k8s\.io\//.test(groupVersion);
  if (!isMetric && (name.includes('/') || !elementsOf(valueAt(resource, 'verbs')).includes('list'))) {
    return [];
  }
  const entry = { name, namespaced: valueAt(resource, 'namespaced') === true };
  return [
    { at: [...at, 'name'], path: valuesPath(groupVersion, entry, namespace) },
    ...(entry.namespaced && !isMetric
      ? [{ at: [...at, 'namespaced'], path: valuesPath(groupVersion, entry, undefined) }]
      : []),
  ];
}
