import type { CrossVersionObjectReference, MetricIdentifier, MetricSpec, MetricStatus } from '../kube/hpa.js';
import { labelSelectorText } from '../kube/labelSelectorText.js';

/**
 * What makes two metrics the same one: their type, and the resource, container, name, selector and described object,
 * as far as that type has them. Never the name alone: two queues may both be called `length`.
 *
 * @returns nothing for a type that we do not know, and for what a failed reading leaves behind
 */
export function metricIdentity(metric: MetricSpec | MetricStatus): string | undefined {
  const { type, resource, containerResource, pods, object, external } = metric;
  switch (type) {
    case 'Resource': return resource && identity(type, resource.name);
    case 'ContainerResource':
      return containerResource && identity(type, containerResource.name, containerResource.container);
    case 'Pods': return pods && identity(type, ...namedParts(pods.metric));
    case 'Object':
      return object && identity(type, ...namedParts(object.metric), ...objectParts(object.describedObject));
    case 'External': return external && identity(type, ...namedParts(external.metric));
    default: return undefined;
  }
}

/**
 * What the status says about each metric of the spec. The controller writes them in the spec's order, and kubectl goes
 * by that; but a status may be of an earlier spec, or shorter than the spec. So a metric gets the entry of its own
 * index when that is about it, else the first one that is about it and not at the index of its own metric.
 */
export function statusesOf(
  specs: readonly MetricSpec[],
  statuses: readonly MetricStatus[] | null | undefined,
): readonly (MetricStatus | undefined)[] {
  const wanted = specs.map(metricIdentity);
  const strays = new Map((statuses ?? []).map((status, index) => [index, metricIdentity(status)] as const));
  const atHome = wanted.map((id, index) => id !== undefined && strays.get(index) === id && strays.delete(index));
  return wanted.map((id, index) => {
    if (id === undefined || atHome[index]) {
      return id === undefined ? undefined : statuses?.[index];
    }
    const at = [...strays].find(([, stray]) => stray === id)?.[0] ?? -1;
    strays.delete(at);
    return statuses?.[at];
  });
}

function identity(...parts: readonly (string | undefined)[]): string {
  return JSON.stringify(parts.map(part => part ?? ''));
}

function namedParts(metric: MetricIdentifier | undefined): string[] {
  return [metric?.name ?? '', labelSelectorText(metric?.selector)];
}

/** The version of the API does not matter: it is the same object in each. */
function objectParts(object: CrossVersionObjectReference | undefined): string[] {
  const apiVersion = object?.apiVersion ?? '';
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return [group, object?.kind ?? '', object?.name ?? ''];
}
