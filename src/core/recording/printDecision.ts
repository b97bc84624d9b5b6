import type { ExplanationLine } from '../hpa/explain/explanation.js';
import { explainDecision } from '../hpa/explain/explainDecision.js';
import type { HpaDecision } from '../hpa/hpaDecision.js';
import type { ReplayedPass } from './replay.js';

/** A decision as a line of `replay --output json` holds it; `steps` is ours, the rest is the controller's. */
export type PrintedDecision =
  & { readonly time: string; readonly hpa: string; readonly steps: readonly ExplanationLine[] }
  & Pick<HpaDecision,
    'currentReplicas' | 'desiredReplicas' | 'rescale' | 'events' | 'conditions' | 'currentMetrics' | 'requests'>;

/** The decision of a replayed pass, in the field order of the format. */
export function printedDecision({ pass: { time }, decision }: ReplayedPass): PrintedDecision {
  const { key, currentReplicas, desiredReplicas, rescale, events, conditions, currentMetrics, requests } = decision;
  return {
    time, hpa: key, currentReplicas, desiredReplicas, rescale, events, conditions, currentMetrics, requests,
    steps: explainDecision(decision).lines,
  };
}
