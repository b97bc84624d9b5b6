import { t } from '../../../base/l10n.js';
import type { HorizontalPodAutoscalerStatus } from '../../kube/hpa.js';
import type { HpaDecision } from '../hpaDecision.js';
import { areSameMetrics } from '../updateStatus.js';

/** What the controller made of it, beside what we did. Plain data. */
export type Verdict =
  /** The controller has not written what it makes of it yet. */
  | { readonly kind: 'waiting' }
  /** The same number for the same reasons. */
  | { readonly kind: 'matches' }
  | { readonly kind: 'differs'; readonly theirs: string; readonly reasons: readonly DifferenceReason[] };

/** Why two decisions may differ, the likeliest first. `unknown` stands alone. */
export interface DifferenceReason {
  readonly kind: 'memory' | 'sample' | 'flag' | 'version' | 'unknown';
  readonly text: string;
}

/** In few words, whether the controller says the same. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'matches': return t('matches the controller');
    case 'waiting': return t('the controller has not said so yet');
    case 'differs': return t('differs: the controller says {0}', verdict.theirs);
  }
}

/** Whether the controller's status says what a decision says: the number, and the reason of each condition. */
export function isSameOutcome(decision: HpaDecision, status: HorizontalPodAutoscalerStatus | undefined): boolean {
  return (status?.desiredReplicas ?? 0) === decision.desiredReplicas
    && (decision.currentReplicas === null || (status?.currentReplicas ?? 0) === decision.currentReplicas)
    && reasonsOf(decision.conditions) === reasonsOf(status?.conditions ?? []);
}

/** Whether the controller read the same samples, as far as its status tells. */
export function hasSameSamples(
  { currentMetrics }: HpaDecision, status: HorizontalPodAutoscalerStatus | undefined,
): boolean {
  return areSameMetrics(status?.currentMetrics ?? [], currentMetrics ?? []);
}

/** What of a status is not as decided: `6`, or the reason of a condition when the number is the same. */
export function theirWords(decision: HpaDecision, status: HorizontalPodAutoscalerStatus | undefined): string {
  const desired = status?.desiredReplicas ?? 0;
  if (desired !== decision.desiredReplicas) {
    return String(desired);
  }
  const other = (status?.conditions ?? []).find(({ type, reason, status: state }) =>
    !decision.conditions.some(ours => ours.type === type && ours.reason === reason && ours.status === state));
  return other?.reason ?? String(desired);
}

function reasonsOf(
  conditions: readonly { readonly type: string; readonly status: string; readonly reason?: string }[],
): string {
  return conditions.map(({ type, status, reason }) => `${type} ${status} ${reason ?? ''}`).sort().join(', ');
}
