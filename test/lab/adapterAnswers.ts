import type { AdapterValues } from './adapterValues.js';
import { matchesSelector } from './labelSelector.js';

/** An HTTP answer: a status and a JSON body. */
export interface AdapterAnswer {
  readonly status: number;
  readonly body: object;
}

/** What answers depend on. */
export interface AdapterSources {
  readonly values: AdapterValues;
  /** The names of the running pods of a namespace that a selector matches. */
  readonly podNames: (namespace: string, labelSelector: string) => Promise<readonly string[]>;
  readonly nowMs: () => number;
}

const custom = 'custom.metrics.k8s.io';
const external = 'external.metrics.k8s.io';
const versions: Readonly<Record<string, readonly string[]>> = {
  [custom]: ['v1beta2', 'v1beta1'],
  [external]: ['v1beta1'],
};

/**
 * Answers one GET below `/apis/custom.metrics.k8s.io` or `/apis/external.metrics.k8s.io`; values are looked up at this
 * moment.
 */
export async function answerMetrics(url: URL, sources: AdapterSources): Promise<AdapterAnswer> {
  const [, root, group = '', version, ...rest] = url.pathname.split('/').map(part => decodeURIComponent(part));
  const served = versions[group];
  if (root !== 'apis' || !served) {
    return notFound('the server could not find the requested resource');
  }
  if (version === undefined || version === '') {
    return { status: 200, body: apiGroup(group, served) };
  }
  if (!served.includes(version)) {
    return notFound('the server could not find the requested resource');
  }
  if (rest.length === 0) {
    return { status: 200, body: resourceList(group, version, sources.values) };
  }
  const [scope, namespace = '', ...path] = rest;
  if (scope !== 'namespaces') {
    return notFound('the server could not find the requested resource');
  }
  return group === external
    ? externalMetric({ url, version, namespace, path }, sources)
    : customMetric({ url, version, namespace, path }, sources);
}

/** One question about metrics of a namespace; `path` is what comes after the namespace's name. */
interface Question {
  readonly url: URL;
  readonly version: string;
  readonly namespace: string;
  readonly path: readonly string[];
}

function externalMetric({ url, namespace, path }: Question, { values, nowMs }: AdapterSources): AdapterAnswer {
  const [metric = ''] = path;
  const series = values.ofExternal(namespace, metric);
  if (!series) {
    return notFound(`the server could not find the metric ${metric} for namespace ${namespace}`);
  }
  const selector = url.searchParams.get('labelSelector') ?? '';
  const items = series
    .filter(({ labels }) => matchesSelector(selector, labels))
    .map(({ labels, value }) => ({ metricName: metric, metricLabels: labels, timestamp: timestamp(nowMs()), value }));
  return list(external, 'v1beta1', 'ExternalMetricValueList', items);
}

async function customMetric(
  { url, version, namespace, path }: Question, { values, podNames, nowMs }: AdapterSources,
): Promise<AdapterAnswer> {
  // namespaces/NS/metrics/NAME is about the namespace itself, all else about an object in it.
  const [resource = '', name = '', metric = ''] = path[0] === 'metrics' ? ['namespaces', namespace, path[1]] : path;
  const selector = url.searchParams.get('metricLabelSelector');
  const toItem = ([object, value]: [string, string]) => ({
    describedObject: describe(resource, namespace, object),
    ...(version === 'v1beta1'
      ? { metricName: metric, selector: null }
      : { metric: { name: metric, selector: parsed(selector) } }),
    timestamp: timestamp(nowMs()),
    value,
  });

  if (resource === 'pods') {
    const names = name === '*' ? await podNames(namespace, url.searchParams.get('labelSelector') ?? '') : [name];
    const found = values.ofPods(namespace, metric, names);
    return found
      ? list(custom, version, 'MetricValueList', [...found].map(toItem))
      : notFound(`the server could not find the metric ${metric} for pods`);
  }
  const value = values.ofObject(namespace, resource, name, metric);
  return value === undefined
    ? notFound(`the server could not find the metric ${metric} for ${resource} ${name}`)
    : list(custom, version, 'MetricValueList', [toItem([name, value])]);
}

/** Kind and API version of the objects that the lab has metrics of; anything else is named by its resource. */
function describe(resource: string, namespace: string, name: string): object {
  const [kind, apiVersion] = described[resource] ?? [resource, ''];
  return { kind, name, apiVersion, ...(resource === 'namespaces' ? {} : { namespace }) };
}

const described: Readonly<Record<string, readonly [kind: string, apiVersion: string]>> = {
  'pods': ['Pod', '/v1'],
  'services': ['Service', '/v1'],
  'namespaces': ['Namespace', '/v1'],
  'deployments.apps': ['Deployment', 'apps/v1'],
  'ingresses.networking.k8s.io': ['Ingress', 'networking.k8s.io/v1'],
};

/** A selector of plain equalities as the API's object; others are left out. */
function parsed(selector: string | null): object | null {
  const pairs = (selector ?? '').split(',').map(part => /^([^=!\s]+)=([^=\s]*)$/.exec(part));
  const matchLabels: Record<string, string> = {};
  for (const [, key = '', value = ''] of pairs.filter(pair => pair !== null)) {
    matchLabels[key] = value;
  }
  return Object.keys(matchLabels).length === 0 ? null : { matchLabels };
}

function apiGroup(group: string, served: readonly string[]): object {
  const groupVersions = served.map(version => ({ groupVersion: `${group}/${version}`, version }));
  const preferredVersion = groupVersions[0];
  return { kind: 'APIGroup', apiVersion: 'v1', name: group, versions: groupVersions, preferredVersion };
}

function resourceList(group: string, version: string, values: AdapterValues): object {
  const names = group === custom ? values.customResources : values.externalMetrics;
  const kind = group === custom ? 'MetricValueList' : 'ExternalMetricValueList';
  const resources = names.map(name => (
    { name, singularName: '', namespaced: !name.startsWith('namespaces/'), kind, verbs: ['get'] }
  ));
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: `${group}/${version}`, resources };
}

function list(group: string, version: string, kind: string, items: readonly object[]): AdapterAnswer {
  return { status: 200, body: { kind, apiVersion: `${group}/${version}`, metadata: {}, items } };
}

function notFound(message: string): AdapterAnswer {
  return {
    status: 404,
    body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason: 'NotFound', code: 404 },
  };
}

/** RFC 3339 in whole seconds, as metav1.Time is written. */
function timestamp(nowMs: number): string {
  return `${new Date(nowMs).toISOString().slice(0, 19)}Z`;
}
