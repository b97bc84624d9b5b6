import { t } from '../../../base/l10n.js';
import type { HpaScalingPolicy } from '../../kube/hpa.js';
import type { LimitStep, StabilizeStep } from '../decisionSteps.js';
import type { RateLimit } from '../scalingPolicies.js';
import { clockText, spanText } from './clockText.js';
import type { ExplanationLine } from './explanation.js';

/** What the recent past did to the proposal. @param nowNs Unix time */
export function stabilizationText(step: StabilizeStep, nowNs: bigint): string {
  const windows = t('up {0}, down {1}', spanText(step.upWindowNs), spanText(step.downWindowNs));
  const { heldBy, heldUntilNs, replicas } = step;
  if (!heldBy || heldUntilNs === undefined) {
    return t('nothing holds ({0})', windows);
  }
  const when = clockText(heldBy.timestampNs);
  const left = spanText(heldUntilNs - nowNs);
  return t('held at {0}: a recommendation of {1} at {2} counts for {3} more ({4})',
    replicas, heldBy.replicas, when, left, windows);
}

/** How fast the target may be scaled, and what that did. */
export function rateLine({ rate }: LimitStep): ExplanationLine {
  const label = t('Rate');
  if (!rate) {
    return { label, text: t('no change, so no limit'), lines: [] };
  }
  if (rate.direction === 'upOnly') {
    return { label, text: t('at most {0}: twice the current number, or 4', rate.replicas), lines: [] };
  }
  const lines = rate.policies.map(({ policy, added, removed, periodStartReplicas, replicas }) => ({
    label: policyText(policy),
    text: t('from {0} ({1} added, {2} removed in the period) to {3}', periodStartReplicas, added, removed, replicas),
    lines: [],
  }));
  return { label, text: rateText(rate), lines };
}

/** The bounds of the spec, and what they did. */
export function boundsText({ minReplicas, maxReplicas, stabilizedReplicas, replicas, reason }: LimitStep): string {
  const bounds = `${minReplicas} … ${maxReplicas}`;
  return replicas === stabilizedReplicas ? bounds : t('{0}; {1} instead of {2} ({3})',
    bounds, replicas, stabilizedReplicas, reason);
}

function rateText({ direction, selectPolicy, replicas, policies }: RateLimit): string {
  if (selectPolicy === 'Disabled') {
    return direction === 'up' ? t('scaling up is disabled') : t('scaling down is disabled');
  }
  const list = policies.map(({ policy }) => policyText(policy)).join(selectPolicy === 'Min' ? t(' and ') : t(' or '));
  return direction === 'up' ? t('at most {0} ({1})', replicas, list) : t('at least {0} ({1})', replicas, list);
}

function policyText({ type, value, periodSeconds }: HpaScalingPolicy): string {
  return type === 'Percent'
    ? t('{0}% in {1} s', value, periodSeconds)
    : value === 1 ? t('1 pod in {0} s', periodSeconds) : t('{0} pods in {1} s', value, periodSeconds);
}
