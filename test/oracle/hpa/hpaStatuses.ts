import type { JsonObject } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';

/** What the controller would write again for such a target. */
const unmapped = 'the HPA controller was unable to get the target\'s current scale: '
  + 'no matches for kind "Unknown" in group "example.com"';
const conditions: Readonly<Record<KnownType, readonly [Condition, ...Condition[]]>> = {
  AbleToScale: [
    ['True', 'ReadyForNewScale', 'recommended size matches current size'],
    ['True', 'SucceededRescale', 'the HPA controller was able to update the target scale to 4'],
    ['False', 'FailedGetScale', 'the HPA controller was unable to get the target\'s current scale: gone'],
    ['False', 'FailedGetScale', unmapped],
  ],
  ScalingActive: [
    ['True', 'ValidMetricFound', 'the HPA was able to successfully calculate a replica count from cpu resource'],
    ['False', 'FailedGetResourceMetric', 'the HPA was unable to compute the replica count: no'],
    ['False', 'ScalingDisabled', 'scaling is disabled since the replica count of the target is zero'],
  ],
  ScalingLimited: [
    ['False', 'DesiredWithinRange', 'the desired count is within the acceptable range'],
    ['True', 'TooFewReplicas', 'the desired replica count is less than the minimum replica count'],
  ],
};
type KnownType = 'AbleToScale' | 'ScalingActive' | 'ScalingLimited';
type Condition = readonly [status: string, reason: string, message: string];
type ZeroState = 'scaledToZero' | 'notScaledToZero' | 'absent';

/** What the status says before a pass: a fresh one, or one that earlier passes wrote, not always the last of them. */
export function hpaStatus(random: Random, now: { replicas: number; desired: number; zero: ZeroState }): JsonObject {
  const types = (['AbleToScale', 'ScalingActive', 'ScalingLimited'] as const).filter(() => random.chance(0.9));
  const known = random.chance(0.2) ? [] : types.map(type => condition(type, random.pick(conditions[type])));
  return {
    ...(random.chance(0.8) ? { observedGeneration: 1 } : {}),
    ...(random.chance(0.5) ? { lastScaleTime: '2026-11-24T09:00:00Z' } : {}),
    currentReplicas: now.replicas,
    desiredReplicas: now.desired,
    ...(random.chance(0.6) ? { currentMetrics: random.pick<readonly JsonObject[]>(oldMetrics) } : {}),
    conditions: now.zero === 'absent' ? known : inserted(random, known, zeroCondition(now.zero)),
  };
}

const oldMetrics: readonly [readonly JsonObject[], ...(readonly JsonObject[])[]] = [
  [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 40, averageValue: '40m' } } }],
  [{ type: 'Resource', resource: { name: 'memory', current: { averageUtilization: 9, averageValue: '9830400' } } }],
  [{ type: '' }],
  [{ type: 'External', external: { metric: { name: 'requests' }, current: { value: '12500m' } } }, { type: '' }],
];

function condition(type: string, [status, reason, message]: Condition): JsonObject {
  return { type, status, lastTransitionTime: '2026-11-24T09:00:00Z', reason, message };
}

function zeroCondition(state: ZeroState): JsonObject {
  return condition('ScaledToZero', state === 'scaledToZero'
    ? ['True', 'ScaledToZero', 'the HPA controller scaled the workload to zero']
    : ['False', 'NotScaledToZero', 'the HPA controller did not scale the workload to zero']);
}

function inserted(random: Random, list: readonly JsonObject[], extra: JsonObject): JsonObject[] {
  const at = random.chance(0.7) ? list.length : random.int(0, list.length);
  return [...list.slice(0, at), extra, ...list.slice(at)];
}
