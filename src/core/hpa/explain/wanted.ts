import { t } from '../../../base/l10n.js';
import type { HpaDecision } from '../hpaDecision.js';
import type { Explanation } from './explanation.js';

/** The replicas that a pass decided on, written or not; null when it ended without a decision. */
export function wantedReplicas({ desiredReplicas, steps }: HpaDecision): number | null {
  const isUndecided = steps.some(step =>
    (step.kind === 'readScale' && step.error !== undefined)
    || (step.kind === 'selectPods' && step.error !== undefined)
    || (step.kind === 'combine' && step.isAborted));
  const rescale = steps.find(step => step.kind === 'rescale');
  return isUndecided ? null : rescale?.to ?? desiredReplicas;
}

/** What an explanation is about, as a heading: `shop/web wants 7 replicas (has 4)`. */
export function explanationTitle({ key, currentReplicas, desiredReplicas }: Explanation): string {
  if (desiredReplicas !== null) {
    return t('{0} wants {1} replicas (has {2})', key, desiredReplicas, currentReplicas ?? '?');
  }
  return currentReplicas === null
    ? t('{0}: nothing can be decided', key)
    : t('{0} keeps what it has ({1} replicas): nothing can be decided', key, currentReplicas);
}
