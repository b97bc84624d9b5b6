import { explainDecision } from '../core/hpa/explain/explainDecision.js';
import type { ReplayedPass } from '../core/recording/replay.js';

/** A decision in one line: when, which autoscaler, what it does, and why. */
export function decisionText({ pass: { time }, decision }: ReplayedPass): string {
  const { key, currentReplicas, desiredReplicas, rescale } = decision;
  const change = `${currentReplicas ?? '?'}${rescale ? ` → ${desiredReplicas}` : ''}`;
  return [time, key, change, explainDecision(decision).summary].join('  ');
}
