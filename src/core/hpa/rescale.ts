import type { GroupVersionResource } from './controllerConfig.js';
import { isGateOn } from './controllerConfig.js';
import { behaves } from './controllerVersion.js';
import type { Pass } from './pass.js';
import type { ApiError } from './requests/apiError.js';
import type { Scale } from './requests/decodeScale.js';
import type { ScaleClient } from './requests/scaleClient.js';
import { storeScaleEvent } from './scalingPolicies.js';

/** How often a scale is written when it is always in conflict. @see kubernetes/client-go util/retry, `DefaultRetry` */
const attemptsOnConflict = 5;

interface RescaleInput {
  readonly client: ScaleClient;
  readonly scale: Scale;
  readonly resource: GroupVersionResource;
  readonly desiredReplicas: number;
  readonly reason: string;
}

/**
 * Writes the scale, tells of it and remembers it.
 *
 * @returns whether it was written
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `reconcileAutoscaler`
 */
export function rescale(pass: Pass, input: RescaleInput): boolean {
  const { scale: { replicas: from }, desiredReplicas: to, reason } = input;
  const error = write(pass, input);
  pass.steps.push({ kind: 'rescale', from, to, reason, error });
  if (error !== undefined) {
    pass.warn('FailedRescale', `New size: ${to}; reason: ${reason}; error: ${error}`);
    pass.setCondition('AbleToScale', 'False', 'FailedUpdateScale',
      `the HPA controller was unable to update the target scale: ${error}`);
    return false;
  }

  pass.setCondition('AbleToScale', 'True', 'SucceededRescale',
    `the HPA controller was able to update the target scale to ${to}`);
  pass.events.push({ type: 'Normal', reason: 'SuccessfulRescale', message: `New size: ${to}; reason: ${reason}` });
  rememberEvent(pass, from, to);
  sayScaledToZero(pass, from, to);
  return true;
}

/** The error of the last try; nothing once one succeeded. */
function write(pass: Pass, { client, scale: first, resource, desiredReplicas }: RescaleInput): string | undefined {
  const retries = behaves(pass.config.minor, 'retryOnConflict');
  let scale = first;
  let error: ApiError | undefined;
  for (let attempt = 0; attempt < (retries ? attemptsOnConflict : 1); attempt++) {
    const written = client.update(resource, scale, desiredReplicas);
    if (written.ok) {
      return undefined;
    }
    error = written.error;
    const latest = retries ? client.get(resource, pass.hpa.spec.scaleTargetRef.name) : undefined;
    scale = latest?.ok ? latest.value : scale;
    if (!error.isConflict) {
      break;
    }
  }
  return error?.message;
}

function rememberEvent(pass: Pass, from: number, to: number): void {
  const { hpa: { spec: { behavior } }, memory, nowNs } = pass;
  if (!behavior) {
    return;
  }
  pass.memory = to > from
    ? { ...memory, scaleUpEvents: storeScaleEvent(memory.scaleUpEvents, behavior.scaleUp, to - from, nowNs) }
    : { ...memory, scaleDownEvents: storeScaleEvent(memory.scaleDownEvents, behavior.scaleDown, from - to, nowNs) };
}

/** Told at every rescale, so that the condition is never out of date. */
function sayScaledToZero(pass: Pass, from: number, to: number): void {
  if (!behaves(pass.config.minor, 'scaledToZeroCondition')) {
    return;
  }
  if (!isGateOn(pass.config, 'HPAScaleToZero')) {
    pass.removeCondition('ScaledToZero');
  } else if (from > 0 && to === 0 && pass.minReplicas === 0 && hasObjectOrExternalMetric(pass)) {
    pass.setCondition('ScaledToZero', 'True', 'ScaledToZero', 'the HPA controller scaled the workload to zero');
  } else {
    pass.setCondition('ScaledToZero', 'False', 'NotScaledToZero',
      'the HPA controller did not scale the workload to zero');
  }
}

/** Whether a target without pods could be measured at all. */
export function hasObjectOrExternalMetric({ hpa: { spec: { metrics } } }: Pass): boolean {
  return (metrics ?? []).some(({ type }) => type === 'Object' || type === 'External');
}
