import { wrapInt64 } from '../kube/int64.js';
import { parseQuantity } from '../kube/parseQuantity.js';
import { isSidecar, runningContainers, type Pod, type ResourceTexts } from '../kube/pod.js';
import { zeroQuantity, type Quantity } from '../kube/quantity.js';
import { addQuantities, compareQuantities } from '../kube/quantityArithmetic.js';
import { milliValue } from '../kube/quantityValue.js';
import { behaves, type ControllerMinor } from './controllerVersion.js';

/** What a pod requests of a resource, in thousandths, or why that is unknown, in the controller's words. */
export type PodRequest =
  | { readonly ok: true; readonly requestMilli: bigint; readonly from: 'containers' | 'container' | 'pod' }
  | { readonly ok: false; readonly error: string };

export interface PodRequestQuestion {
  readonly resource: string;
  /** Only this container; absent: the whole pod. */
  readonly container?: string;
  /** The gate `PodLevelResources`. */
  readonly podLevelResources: boolean;
  readonly minor: ControllerMinor;
}

/**
 * The request that a utilization is measured against: of the pod as a whole where it has one, else the sum of its
 * containers and sidecars, each of which must have one.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/replica_calculator.go, `calculateRequests`
 */
export function podRequest(pod: Pod, question: PodRequestQuestion): PodRequest {
  const { resource, container, podLevelResources } = question;
  return podLevelResources && container === undefined && hasPodLevelRequests(pod)
    ? podLevelRequest(pod, resource)
    : containersRequest(pod, question);
}

function containersRequest(pod: Pod, { resource, container: only, minor }: PodRequestQuestion): PodRequest {
  const unknownFails = behaves(minor, 'unknownContainerFails');
  let requestMilli = 0n;
  for (const container of runningContainers(pod)) {
    if (only !== undefined && container.name !== only) {
      continue;
    }
    const request = quantityAt(container.resources?.requests, resource);
    if (!request) {
      const where = `container ${container.name} of Pod ${pod.metadata.name}`;
      return { ok: false, error: `missing request for ${resource} in ${where}` };
    }
    requestMilli = wrapInt64(requestMilli + milliValue(request));
    if (only !== undefined && unknownFails) {
      return { ok: true, requestMilli, from: 'container' };
    }
  }
  return only === undefined || !unknownFails
    ? { ok: true, requestMilli, from: only === undefined ? 'containers' : 'container' }
    : { ok: false, error: `container ${only} not found in Pod ${pod.metadata.name}` };
}

/** @see kubernetes/component-helpers resource/helpers.go, `IsPodLevelRequestsSet` */
function hasPodLevelRequests({ spec }: Pod): boolean {
  return Object.keys(spec?.resources?.requests ?? {}).some(isPodLevelResource);
}

function isPodLevelResource(resource: string): boolean {
  return resource === 'cpu' || resource === 'memory' || resource.startsWith('hugepages-');
}

/** @see kubernetes/component-helpers resource/helpers.go, `PodRequests` */
function podLevelRequest(pod: Pod, resource: string): PodRequest {
  const own = isPodLevelResource(resource) ? quantityAt(pod.spec?.resources?.requests, resource) : undefined;
  const base = own ?? aggregatedRequest(pod, resource);
  const overhead = quantityAt(pod.spec?.overhead, resource);
  if (!base && !overhead) {
    return { ok: false, error: `missing pod-level request for ${resource} in Pod ${pod.metadata.name}` };
  }
  const total = base && overhead ? addQuantities(base, overhead) : base ?? overhead ?? zeroQuantity;
  return { ok: true, requestMilli: milliValue(total), from: 'pod' };
}

/** What the scheduler reserves for the containers: all that run on, or the largest moment of the initialization. */
function aggregatedRequest({ spec }: Pod, resource: string): Quantity | undefined {
  let running = sum((spec?.containers ?? []).map(container => quantityAt(container.resources?.requests, resource)));
  let sidecars: Quantity | undefined;
  let initializing: Quantity | undefined;
  for (const container of spec?.initContainers ?? []) {
    const request = quantityAt(container.resources?.requests, resource);
    if (isSidecar(container)) {
      running = sum([running, request]);
      sidecars = sum([sidecars, request]);
      initializing = larger(initializing, sidecars);
    } else {
      initializing = larger(initializing, sum([request, sidecars]));
    }
  }
  return larger(running, initializing);
}

function sum(quantities: readonly (Quantity | undefined)[]): Quantity | undefined {
  return quantities.reduce((total, next) => total && next ? addQuantities(total, next) : total ?? next, undefined);
}

function larger(first: Quantity | undefined, second: Quantity | undefined): Quantity | undefined {
  return first && second ? compareQuantities(second, first) > 0 ? second : first : first ?? second;
}

/** A recording may hold a number where the API has a text. */
function quantityAt(texts: ResourceTexts | null | undefined, resource: string): Quantity | undefined {
  const text = texts && Object.hasOwn(texts, resource) ? texts[resource] : undefined;
  const parsed = text === undefined ? undefined : parseQuantity(String(text));
  return parsed?.ok ? parsed.quantity : undefined;
}
