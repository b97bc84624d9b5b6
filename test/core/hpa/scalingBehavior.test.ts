import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { describeScalingRules } from '../../../src/core/hpa/describeScalingRules.js';
import { behaviorText, scalingBehavior } from '../../../src/core/hpa/scalingBehavior.js';
import type { HorizontalPodAutoscalerBehavior, HpaScalingRules } from '../../../src/core/kube/hpa.js';

const onePod = { type: 'Pods', value: 1, periodSeconds: 60 };
const tenPercent = { type: 'Percent', value: 10, periodSeconds: 60 };
const half = { type: 'Percent', value: 50, periodSeconds: 15 };
const defaults = 'up 4 pods or 100% / 15 s; down 100% / 15 s after 300 s';
const down = (scaleDown: HpaScalingRules): HorizontalPodAutoscalerBehavior => ({ scaleDown });

describe('behaviorText', () => {
  const cases: [name: string, behavior: HorizontalPodAutoscalerBehavior | null | undefined, want: string][] = [
    ['of an object without one', undefined, 'not set: up to twice as many or 4; down after 300 s'],
    ['null', null, 'not set: up to twice as many or 4; down after 300 s'],
    ['empty: the defaults of the API server', {}, defaults],
    ['directions that are null', { scaleUp: null, scaleDown: null }, defaults],
    ['one window', down({ stabilizationWindowSeconds: 60 }), defaults.replace('300', '60')],
    ['no window', down({ stabilizationWindowSeconds: 0 }), defaults.replace(' after 300 s', '')],
    ['never down', down({ selectPolicy: 'Disabled' }), 'up 4 pods or 100% / 15 s; down never'],
    ['the lesser', down({ selectPolicy: 'Min', policies: [onePod, tenPercent] }),
      'up 4 pods or 100% / 15 s; down the lesser of 1 pod, 10% / 60 s after 300 s'],
    ['periods of their own', down({ policies: [onePod, half], stabilizationWindowSeconds: 0 }),
      'up 4 pods or 100% / 15 s; down 1 pod / 60 s or 50% / 15 s'],
    ['a policy of an unknown type', down({ policies: [{ ...onePod, type: 'Nodes' }], stabilizationWindowSeconds: 0 }),
      'up 4 pods or 100% / 15 s; down 1 Nodes / 60 s'],
    ['no policy at all', down({ policies: [], stabilizationWindowSeconds: 0 }), 'up 4 pods or 100% / 15 s; down –'],
  ];
  for (const [name, behavior, want] of cases) {
    it(name, () => assert.equal(behaviorText(scalingBehavior(behavior)), want));
  }
});

describe('describeScalingRules', () => {
  const linesOf = (scaleDown: HpaScalingRules): string[] => {
    const rules = scalingBehavior({ scaleDown })?.down;
    return rules ? describeScalingRules(rules).map(({ label, value }) => `${label}: ${value}`) : [];
  };

  it('says that a window is the default', () => assert.deepEqual(linesOf({}), [
    'Stabilization Window: 300 seconds, the default: not set', 'Select Policy: Max',
    'Policy: Type: Percent  Value: 100  Period: 15 seconds',
  ]));
  it('says the tolerance where it is set', () => {
    assert.ok(linesOf({ tolerance: '50m' }).includes('Tolerance: 50m'));
  });
});
