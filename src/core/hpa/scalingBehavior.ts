import { t } from '../../base/l10n.js';
import type { HorizontalPodAutoscalerBehavior, HpaScalingPolicy, HpaScalingRules } from '../kube/hpa.js';

/** How fast and how soon an autoscaler may scale in one direction, with the defaults filled in. */
export interface ScalingRules {
  /** Max, Min, Disabled. */
  readonly selectPolicy: string;
  readonly policies: readonly HpaScalingPolicy[];
  readonly windowSeconds: number;
  /** The window is the default of the controller's flag: the cluster may have another one, which no API tells. */
  readonly isWindowAssumed: boolean;
  /** A quantity; absent: the controller's, 0.1 by default. */
  readonly tolerance: string | undefined;
}

/** What `spec.behavior` comes to; nothing when it is absent, since the controller then goes by other rules. */
export interface ScalingBehavior {
  readonly up: ScalingRules;
  readonly down: ScalingRules;
}

/** `--horizontal-pod-autoscaler-downscale-stabilization`, by default. */
const downWindowSeconds = 300;
const doubling: HpaScalingPolicy = { type: 'Percent', value: 100, periodSeconds: 15 };
const fourPods: HpaScalingPolicy = { type: 'Pods', value: 4, periodSeconds: 15 };

/**
 * Fills in what a behavior leaves open, as the API server does, and the window of scaleDown, as the controller does.
 *
 * @see kubernetes pkg/apis/autoscaling/v2/defaults.go, `GenerateHPAScaleUpRules`, `GenerateHPAScaleDownRules`
 */
export function scalingBehavior(
  behavior: HorizontalPodAutoscalerBehavior | null | undefined,
): ScalingBehavior | undefined {
  return behavior ? {
    up: filled(behavior.scaleUp, [fourPods, doubling], 0),
    down: filled(behavior.scaleDown, [doubling], undefined),
  } : undefined;
}

/**
 * A behavior in one line: `up 4 pods or 100% / 15 s; down 100% / 15 s after 300 s`. Without one, what the controller
 * does then: it may double, or go to 4, and comes down once nothing more was wanted for the window.
 */
export function behaviorText(behavior: ScalingBehavior | undefined): string {
  return behavior
    ? t('up {0}; down {1}', rulesText(behavior.up), rulesText(behavior.down))
    : t('not set: up to twice as many or 4; down after {0} s', downWindowSeconds);
}

/** One direction in a few words. */
export function rulesText({ selectPolicy, policies, windowSeconds }: ScalingRules): string {
  if (selectPolicy === 'Disabled') {
    return t('never');
  }
  const limits = policyTexts(policies);
  const limit = selectPolicy === 'Min' && limits.length > 1
    ? t('the lesser of {0}', limits.join(', '))
    : limits.reduce((said, next) => t('{0} or {1}', said, next));
  return windowSeconds > 0 ? t('{0} after {1} s', limit, windowSeconds) : limit;
}

function filled(
  rules: HpaScalingRules | null | undefined,
  policies: readonly HpaScalingPolicy[],
  windowSeconds: number | undefined,
): ScalingRules {
  const window = rules?.stabilizationWindowSeconds ?? windowSeconds;
  return {
    selectPolicy: rules?.selectPolicy ?? 'Max',
    policies: rules?.policies ?? policies,
    windowSeconds: window ?? downWindowSeconds,
    isWindowAssumed: window === undefined,
    tolerance: rules?.tolerance ?? undefined,
  };
}

/** Policies of one period share it: `4 pods or 100% / 15 s`. */
function policyTexts(policies: readonly HpaScalingPolicy[]): string[] {
  const [first] = policies;
  if (!first) {
    return ['–'];
  }
  const share = policies.every(({ periodSeconds }) => periodSeconds === first.periodSeconds);
  return policies.map((policy, index) => {
    const isLast = index === policies.length - 1;
    return share && !isLast ? amountOf(policy) : t('{0} / {1} s', amountOf(policy), policy.periodSeconds);
  });
}

function amountOf({ type, value }: HpaScalingPolicy): string {
  switch (type) {
    case 'Percent': return `${value}%`;
    case 'Pods': return value === 1 ? t('1 pod') : t('{0} pods', value);
    default: return `${value} ${type}`;
  }
}
