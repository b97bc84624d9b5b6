import { t } from '../../base/l10n.js';
import type { HpaScalingPolicy } from '../kube/hpa.js';
import type { ScalingRules } from './scalingBehavior.js';

/** One thing that a behavior says about a direction. */
export interface DescribedRule {
  readonly label: string;
  readonly value: string;
}

/**
 * The rules of one direction in the words of `kubectl describe hpa`, and the tolerance, which it leaves out. It also
 * leaves out a window that the object does not set; here it is said to be the default.
 *
 * @see kubernetes/kubectl pkg/describe/describe.go, `printDirectionBehavior`
 */
export function describeScalingRules(rules: ScalingRules): readonly DescribedRule[] {
  const { windowSeconds, isWindowAssumed, selectPolicy, policies, tolerance } = rules;
  return [
    { label: 'Stabilization Window', value: isWindowAssumed ? assumed(windowSeconds) : secondsText(windowSeconds) },
    ...policies.length === 0 ? [] : [{ label: 'Select Policy', value: selectPolicy }],
    ...policies.map(policy => ({ label: 'Policy', value: policyText(policy) })),
    ...tolerance === undefined ? [] : [{ label: 'Tolerance', value: tolerance }],
  ];
}

function policyText({ type, value, periodSeconds }: HpaScalingPolicy): string {
  return `Type: ${type}  Value: ${value}  Period: ${periodSeconds} seconds`;
}

function secondsText(seconds: number): string {
  return `${seconds} seconds`;
}

function assumed(seconds: number): string {
  return t('{0}, the default: not set', secondsText(seconds));
}
