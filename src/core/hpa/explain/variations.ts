import type { MetricSpec, MetricTarget } from '../../kube/hpa.js';
import { parseQuantity } from '../../kube/parseQuantity.js';
import type { Pod, PodContainer, ResourceRequirements } from '../../kube/pod.js';
import { powerOfTen } from '../../kube/quantity.js';
import { elementsOf, isObject, valueAt, type JsonObject, type JsonValue } from '../../raw/jsonValue.js';
import { metricResource } from '../autoscalerMetric.js';
import type { Observation } from '../observation.js';

/** A factor as a fraction of a million: 1_000_000 leaves everything as it is. */
export type PartsPerMillion = number;

/** No change at all. */
export const unchanged: PartsPerMillion = 1_000_000;

const nano = -9;

/** The same pass with the values of one metric multiplied: another load, spread over the pods as it is. */
export function withLoad(observation: Observation, spec: MetricSpec, factor: PartsPerMillion): Observation {
  const resource = metricResource(spec);
  const responses = Object.fromEntries(Object.entries(observation.responses).map(([request, { status, body }]) =>
    [request, isAnswerTo(request, spec) && isObject(body)
      ? { status, body: scaledBody(body, resource, factor) }
      : { status, ...body === undefined ? {} : { body } }]));
  return { ...observation, responses };
}

/** The same pass with every request for a resource multiplied. */
export function withRequests(observation: Observation, resource: string, factor: PartsPerMillion): Observation {
  return { ...observation, pods: observation.pods.map(pod => scaledPod(pod, resource, factor)) };
}

/** The same pass with another target of one metric. */
export function withTarget(
  observation: Observation, index: number, change: (target: MetricTarget) => MetricTarget,
): Observation {
  const { hpa } = observation;
  const metrics = (hpa.spec.metrics ?? []).map((spec, at) => at === index ? withChangedTarget(spec, change) : spec);
  return { ...observation, hpa: { ...hpa, spec: { ...hpa.spec, metrics } } };
}

/** The target of a metric, wherever its type keeps it. */
export function targetOf(spec: MetricSpec): MetricTarget | undefined {
  const { resource, containerResource, pods, object, external } = spec;
  return (resource ?? containerResource ?? pods ?? object ?? external)?.target;
}

function withChangedTarget(spec: MetricSpec, change: (target: MetricTarget) => MetricTarget): MetricSpec {
  const changed = <T extends { readonly target: MetricTarget }>(source: T): T =>
    ({ ...source, target: change(source.target) });
  return {
    ...spec,
    ...spec.resource ? { resource: changed(spec.resource) } : {},
    ...spec.containerResource ? { containerResource: changed(spec.containerResource) } : {},
    ...spec.pods ? { pods: changed(spec.pods) } : {},
    ...spec.object ? { object: changed(spec.object) } : {},
    ...spec.external ? { external: changed(spec.external) } : {},
  };
}

function isAnswerTo(request: string, spec: MetricSpec): boolean {
  const [path = ''] = request.split('?');
  switch (spec.type) {
    case 'Resource':
    case 'ContainerResource': return path.startsWith('GET /apis/metrics.k8s.io/');
    case 'External': return path.startsWith('GET /apis/external.metrics.k8s.io/')
      && path.endsWith(`/${(spec.external?.metric.name ?? '').toLowerCase()}`);
    default: return path.startsWith('GET /apis/custom.metrics.k8s.io/')
      && path.endsWith(`/${(spec.pods ?? spec.object)?.metric.name ?? ''}`);
  }
}

function scaledBody(body: JsonObject, resource: string | undefined, factor: PartsPerMillion): JsonObject {
  const items = elementsOf(body['items']).map(item => {
    if (!isObject(item)) {
      return item;
    }
    if (resource === undefined) {
      return { ...item, value: scaled(item['value'], factor) };
    }
    const containers = elementsOf(item['containers']);
    return { ...item, containers: containers.map(container => scaledUsage(container, resource, factor)) };
  });
  return { ...body, items };
}

function scaledUsage(container: JsonValue, resource: string, factor: PartsPerMillion): JsonValue {
  const usage = valueAt(container, 'usage');
  if (!isObject(container) || !isObject(usage) || usage[resource] === undefined) {
    return container;
  }
  const changed: JsonObject = { ...usage, [resource]: scaled(usage[resource], factor) };
  return { ...container, usage: changed };
}

function scaledPod(pod: Pod, resource: string, factor: PartsPerMillion): Pod {
  const { spec } = pod;
  if (!spec) {
    return pod;
  }
  const container = (one: PodContainer): PodContainer => one.resources
    ? { ...one, resources: scaledRequirements(one.resources, resource, factor) } : one;
  return {
    ...pod,
    spec: {
      ...spec,
      containers: (spec.containers ?? []).map(container),
      initContainers: (spec.initContainers ?? []).map(container),
      ...spec.resources ? { resources: scaledRequirements(spec.resources, resource, factor) } : {},
    },
  };
}

function scaledRequirements(
  { requests, limits }: ResourceRequirements, resource: string, factor: PartsPerMillion,
): ResourceRequirements {
  const text = requests?.[resource];
  return {
    ...limits ? { limits } : {},
    ...requests ? {
      requests: text === undefined ? requests : { ...requests, [resource]: scaledText(text, factor) },
    } : {},
  };
}

function scaled(value: JsonValue | undefined, factor: PartsPerMillion): JsonValue {
  return typeof value === 'string' || typeof value === 'number' ? scaledText(value, factor) : value ?? null;
}

/** To the nano, rounded down; what is no quantity stays as it is. */
function scaledText(text: string | number, factor: PartsPerMillion): string {
  const parsed = parseQuantity(String(text));
  if (!parsed.ok) {
    return String(text);
  }
  const { unscaled, exponent } = parsed.quantity;
  const nanos = exponent >= nano ? unscaled * powerOfTen(exponent - nano) : unscaled / powerOfTen(nano - exponent);
  return `${nanos * BigInt(factor) / BigInt(unchanged)}n`;
}
