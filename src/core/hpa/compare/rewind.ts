import type { HorizontalPodAutoscaler } from '../../kube/hpa.js';
import { timeNsOf } from '../../kube/time.js';
import { isObject } from '../../raw/jsonValue.js';
import type { Observation } from '../observation.js';
import type { ApiResponse, ApiResponses } from '../requests/apiReader.js';

const nsPerSecond = 1_000_000_000n;

/**
 * An observation made right after the controller wrote a status, taken back to what its pass saw: the status before,
 * the scale before it was written, and no pod that came since.
 *
 * @param observed made when the new status was seen
 * @param before the autoscaler as it was until then
 */
export function rewind(observed: Observation, before: HorizontalPodAutoscaler): Observation {
  const { status } = observed.hpa;
  const isRescaled = status?.lastScaleTime !== undefined && status.lastScaleTime !== before.status?.lastScaleTime;
  if (!isRescaled) {
    return { ...observed, hpa: before };
  }
  const scaledNs = timeNsOf(status?.lastScaleTime);
  return {
    ...observed,
    hpa: before,
    pods: observed.pods.filter(({ metadata }) => timeNsOf(metadata.creationTimestamp) < scaledNs)
      .map(({ metadata, ...pod }) => ({ ...pod, metadata: undeleted(metadata, scaledNs) })),
    responses: withReplicas(observed.responses, status?.currentReplicas ?? 0),
  };
}

/** A time of deletion lies in the future by the grace of the pod: what was decided before cannot have seen it. */
function undeleted<T extends { readonly deletionTimestamp?: string | null }>(metadata: T, scaledNs: bigint): T {
  return timeNsOf(metadata.deletionTimestamp) < scaledNs + nsPerSecond
    ? metadata : { ...metadata, deletionTimestamp: null };
}

function withReplicas(responses: ApiResponses, replicas: number): ApiResponses {
  return Object.fromEntries(Object.entries(responses).map(([request, response]) => [
    request, request.startsWith('GET ') && request.endsWith('/scale') ? scaleWith(response, replicas) : response,
  ]));
}

function scaleWith(response: ApiResponse, replicas: number): ApiResponse {
  const { body } = response;
  const spec = isObject(body) ? body['spec'] : undefined;
  return isObject(body) && isObject(spec) ? { ...response, body: { ...body, spec: { ...spec, replicas } } } : response;
}
