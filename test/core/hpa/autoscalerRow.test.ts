import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { autoscalerRow, type AutoscalerState } from '../../../src/core/hpa/autoscalerRow.js';
import type { HorizontalPodAutoscaler, HpaCondition } from '../../../src/core/kube/hpa.js';

const condition = (type: string, status: string, reason: string): HpaCondition => ({
  type, status, reason, message: `about ${reason}`,
});
const able = condition('AbleToScale', 'True', 'ReadyForNewScale');
const active = condition('ScalingActive', 'True', 'ValidMetricFound');
const within = condition('ScalingLimited', 'False', 'DesiredWithinRange');

/** An autoscaler at 3 replicas, all conditions as they should be; each case changes only what it is about. */
function hpa(conditions: HpaCondition[], desiredReplicas = 3): HorizontalPodAutoscaler {
  return {
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'web' },
      maxReplicas: 10,
      metrics: [{
        type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
      }],
    },
    status: { currentReplicas: 3, desiredReplicas, conditions, currentMetrics: null },
  };
}

describe('autoscalerRow', () => {
  const cases: [
    name: string, conditions: HpaCondition[], desired: number, state: AutoscalerState, reason?: string,
  ][] = [
    ['all is well', [able, active, within], 3, 'steady'],
    ['another number is wanted', [able, active, within], 5, 'scaling'],
    ['the scale cannot be read', [condition('AbleToScale', 'False', 'FailedGetScale'), active], 3, 'failing',
      'FailedGetScale'],
    ['no metric can be read', [able, condition('ScalingActive', 'False', 'FailedGetResourceMetric')], 3, 'failing',
      'FailedGetResourceMetric'],
    ['the target is at zero', [able, condition('ScalingActive', 'False', 'ScalingDisabled')], 3, 'disabled',
      'ScalingDisabled'],
    ['a bound is in the way', [able, active, condition('ScalingLimited', 'True', 'TooManyReplicas')], 3, 'limited',
      'TooManyReplicas'],
    ['an idle workload is at its minimum', [able, active, condition('ScalingLimited', 'True', 'TooFewReplicas')], 3,
      'steady', 'TooFewReplicas'],
    ['a policy slows it down', [able, active, condition('ScalingLimited', 'True', 'ScaleUpLimit')], 5, 'scaling',
      'ScaleUpLimit'],
    ['it went to zero', [able, active, within, condition('ScaledToZero', 'True', 'ScaledToZero')], 3, 'zero',
      'ScaledToZero'],
    ['the past holds it', [condition('AbleToScale', 'True', 'ScaleDownStabilized'), active, within], 3, 'stabilized',
      'ScaleDownStabilized'],
    ['nobody has looked', [], 3, 'pending'],
  ];
  for (const [name, conditions, desired, state, reason] of cases) {
    it(`${state}: ${name}`, () => {
      const row = autoscalerRow(hpa(conditions, desired));
      assert.equal(row.state, state);
      assert.equal(row.because?.reason, reason);
    });
  }

  it('does not take a desired 0 for a wish before anything was computed', () => {
    const failed = condition('ScalingActive', 'False', 'FailedGetResourceMetric');
    assert.equal(autoscalerRow(hpa([able, failed], 0)).desiredReplicas, undefined);
    assert.equal(autoscalerRow(hpa([able, active], 0)).desiredReplicas, 0);
    assert.equal(autoscalerRow(hpa([able, failed], 4)).desiredReplicas, 4);
  });

  it('reads an autoscaler without a status', () => {
    const { metadata, spec } = hpa([]);
    const row = autoscalerRow({ metadata, spec });
    assert.equal(row.targets, 'cpu: <unknown>/60%');
    assert.equal(row.state, 'pending');
    assert.equal(row.minReplicas, 1);
  });
});
