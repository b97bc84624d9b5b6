import { requirementsText } from '../kube/labels/requirement.js';
import type { ControllerConfig, GroupVersionResource } from './controllerConfig.js';
import { isGateOn } from './controllerConfig.js';
import { behaves } from './controllerVersion.js';
import { noMemory, remember, type ControllerMemory } from './controllerMemory.js';
import { decideByMetrics } from './decideByMetrics.js';
import { parseGroupVersion } from './groupVersion.js';
import type { HpaDecision } from './hpaDecision.js';
import { rewrittenMetricStatus } from './metricStatus.js';
import { normalize } from './normalize.js';
import { hpaKey, type Observation } from './observation.js';
import { Pass } from './pass.js';
import type { Scale } from './requests/decodeScale.js';
import { ScaleClient } from './requests/scaleClient.js';
import { mappingsOf } from './restMappings.js';
import { hasObjectOrExternalMetric, rescale } from './rescale.js';
import { updateStatus, type WrittenStatus } from './updateStatus.js';

/** The outcome of one pass, and what the controller remembers after it. */
export interface Decided {
  readonly decision: HpaDecision;
  readonly memory: ControllerMemory;
}

/**
 * Decides as the HPA controller does in one pass over one autoscaler. The same function decides live, in a recording,
 * in the debugger and in a what-if.
 *
 * @returns a decision for every observation: an API that fails, or an object that is wrong, is a decision too
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `reconcileAutoscaler`
 */
export function decideReplicas(config: ControllerConfig, memory: ControllerMemory, observation: Observation): Decided {
  const key = hpaKey(observation.hpa);
  const known = memory.get(key) ?? noMemory;
  const pass = new Pass(observation, config, known);
  const client = new ScaleClient(pass.reader, config.restMappings, pass.namespace);

  const read = readScale(pass, client);
  const outcome = read ? decideOn(pass, client, read, remember(memory, key, known)) : failedOutcome(pass);
  updateStatus(pass, outcome.status);
  if (outcome.lastEvent) {
    pass.warn('FailedComputeMetricsReplicas', outcome.lastEvent);
  }

  const { currentMetrics } = outcome.status;
  return {
    decision: {
      key,
      timeNs: observation.nowNs,
      currentReplicas: read?.scale.replicas ?? null,
      desiredReplicas: outcome.status.desiredReplicas,
      rescale: outcome.rescaled,
      events: pass.events,
      conditions: pass.conditions,
      currentMetrics: currentMetrics && currentMetrics.length > 0 ? currentMetrics.map(rewrittenMetricStatus) : null,
      requests: pass.reader.requests,
      steps: pass.steps,
    },
    memory: remember(memory, key, pass.memory),
  };
}

interface ReadScale {
  readonly scale: Scale;
  readonly resource: GroupVersionResource;
}

interface Outcome {
  readonly status: WrittenStatus;
  readonly rescaled: boolean;
  /** Why no metric could tell, emitted after the status is written. */
  readonly lastEvent?: string;
}

function readScale(pass: Pass, client: ScaleClient): ReadScale | undefined {
  const { apiVersion = '', kind, name } = pass.hpa.spec.scaleTargetRef;
  const groupVersion = parseGroupVersion(apiVersion);
  const mappings = groupVersion.ok ? mappingsOf(pass.config.restMappings, groupVersion.group, kind) : groupVersion;
  if (!mappings.ok) {
    return scaleUnread(pass, mappings.error);
  }

  let firstError: string | undefined;
  for (const resource of mappings.resources) {
    const read = client.get(resource, name);
    if (read.ok) {
      return scaleRead(pass, { scale: read.value, resource });
    }
    firstError ??= read.error.message;
  }
  return scaleUnread(pass, firstError ?? '');
}

function scaleRead(pass: Pass, read: ReadScale): ReadScale {
  const { replicas, statusReplicas, selector } = read.scale;
  pass.steps.push({
    kind: 'readScale', scale: { replicas, statusReplicas, selector: requirementsText(selector) }, error: undefined,
  });
  pass.setCondition('AbleToScale', 'True', 'SucceededGetScale',
    'the HPA controller was able to get the target\'s current scale');
  if (pass.memory.recommendations.length === 0) {
    pass.memory = { ...pass.memory, recommendations: [{ replicas, timestampNs: pass.nowNs }] };
  }
  return read;
}

function scaleUnread(pass: Pass, error: string): undefined {
  pass.steps.push({ kind: 'readScale', scale: undefined, error });
  pass.warn('FailedGetScale', error);
  pass.setCondition('AbleToScale', 'False', 'FailedGetScale',
    `the HPA controller was unable to get the target's current scale: ${error}`);
}

/** Without a scale everything but the conditions stays in the status as it was. */
function failedOutcome({ hpa: { status }, currentMetrics }: Pass): Outcome {
  return {
    rescaled: false,
    status: {
      isKept: true,
      currentReplicas: status?.currentReplicas ?? 0,
      desiredReplicas: status?.desiredReplicas ?? 0,
      currentMetrics,
      isRescaled: false,
    },
  };
}

function decideOn(pass: Pass, client: ScaleClient, read: ReadScale, memory: ControllerMemory): Outcome {
  const { replicas: current } = read.scale;
  const { maxReplicas } = pass.hpa.spec;
  if (current !== 0 && current > maxReplicas) {
    return decideBound(pass, client, read, 'aboveMax');
  }
  if (current !== 0 && current < pass.minReplicas) {
    return decideBound(pass, client, read, 'belowMin');
  }
  if (current === 0 && isDisabledAtZero(pass)) {
    return unchanged(pass, current, null);
  }
  return decideMeasured(pass, client, read, memory);
}

function decideBound(
  pass: Pass, client: ScaleClient, read: ReadScale, bound: 'aboveMax' | 'belowMin',
): Outcome {
  const desiredReplicas = bound === 'aboveMax' ? pass.hpa.spec.maxReplicas : pass.minReplicas;
  const limit = bound === 'aboveMax' ? 'above Spec.MaxReplicas' : 'below Spec.MinReplicas';
  pass.steps.push({ kind: 'bound', bound, desiredReplicas });
  const reason = `Current number of replicas ${limit}`;
  return finish(pass, client, read, { desiredReplicas, reason, statuses: null });
}

/** @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `shouldComputeMetricsForZeroReplicas` */
function isDisabledAtZero(pass: Pass): boolean {
  const isScaledToZero = pass.conditions.some(({ type, status }) => type === 'ScaledToZero' && status === 'True');
  const isOn = isGateOn(pass.config, 'HPAScaleToZero');
  const isDisabled = behaves(pass.config.minor, 'scaledToZeroCondition')
    ? !(isOn && isScaledToZero && (pass.minReplicas !== 0 || hasObjectOrExternalMetric(pass)))
    : pass.minReplicas !== 0;
  pass.steps.push({
    kind: 'zeroReplicas', minReplicas: pass.minReplicas, isScaledToZero, isScalingDisabled: isDisabled,
  });
  if (isDisabled) {
    pass.setCondition('ScalingActive', 'False', 'ScalingDisabled',
      'scaling is disabled since the replica count of the target is zero');
    if (behaves(pass.config.minor, 'scaledToZeroCondition') && !isOn) {
      pass.removeCondition('ScaledToZero');
    }
  }
  return isDisabled;
}

function decideMeasured(pass: Pass, client: ScaleClient, read: ReadScale, memory: ControllerMemory): Outcome {
  const { replicas: current } = read.scale;
  const isScaledToZero = isGateOn(pass.config, 'HPAScaleToZero')
    && pass.conditions.some(({ type, status }) => type === 'ScaledToZero' && status === 'True');
  const measured = decideByMetrics(pass, read.scale, memory);
  if (!measured.ok) {
    return { ...unchangedDesired(pass, current, measured.statuses), lastEvent: measured.error };
  }

  const proposed = Math.max(0, measured.replicas);
  let reason = '';
  if (proposed > current) {
    reason = `${measured.metric} above target`;
  } else if (proposed < current) {
    reason = 'All metrics below target';
  }
  let desiredReplicas = normalize(pass, { currentReplicas: current, proposedReplicas: proposed });
  if (current === 0 && pass.minReplicas !== 0 && isScaledToZero && desiredReplicas < pass.minReplicas) {
    desiredReplicas = pass.minReplicas;
    reason ||= 'Current number of replicas below Spec.MinReplicas';
  }
  return desiredReplicas === current
    ? unchanged(pass, current, measured.statuses)
    : finish(pass, client, read, { desiredReplicas, reason, statuses: measured.statuses });
}

function finish(
  pass: Pass,
  client: ScaleClient,
  { scale, resource }: ReadScale,
  { desiredReplicas, reason, statuses }: {
    readonly desiredReplicas: number; readonly reason: string; readonly statuses: WrittenStatus['currentMetrics'];
  },
): Outcome {
  const rescaled = rescale(pass, { client, scale, resource, desiredReplicas, reason });
  if (!rescaled) {
    return unchangedDesired(pass, scale.replicas, statuses);
  }
  return {
    rescaled,
    status: {
      isKept: false, currentReplicas: scale.replicas, desiredReplicas, currentMetrics: statuses, isRescaled: true,
    },
  };
}

/** The scale is what it should be. */
function unchanged(pass: Pass, current: number, statuses: WrittenStatus['currentMetrics']): Outcome {
  const outcome = unchangedDesired(pass, current, statuses);
  return { ...outcome, status: { ...outcome.status, desiredReplicas: current } };
}

/** A failure: what was desired before stays in the status. */
function unchangedDesired(
  { hpa: { status } }: Pass, current: number, statuses: WrittenStatus['currentMetrics'],
): Outcome {
  return {
    rescaled: false,
    status: {
      isKept: false,
      currentReplicas: current,
      desiredReplicas: status?.desiredReplicas ?? 0,
      currentMetrics: statuses,
      isRescaled: false,
    },
  };
}
