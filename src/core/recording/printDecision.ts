import { t } from '../../base/l10n.js';
import type { StabilizeStep } from '../hpa/decisionSteps.js';
import { clockText } from '../hpa/explain/clockText.js';
import type { ExplanationLine } from '../hpa/explain/explanation.js';
import { explainDecision } from '../hpa/explain/explainDecision.js';
import type { HpaDecision } from '../hpa/hpaDecision.js';
import type { ReplayedPass } from './replay.js';

const nsPerSecond = 1_000_000_000n;

/** A decision as a line of `replay --output json` holds it; `steps` is ours, the rest is the controller's. */
export type PrintedDecision =
  & { readonly time: string; readonly hpa: string; readonly steps: readonly ExplanationLine[] }
  & Pick<HpaDecision,
    'currentReplicas' | 'desiredReplicas' | 'rescale' | 'events' | 'conditions' | 'currentMetrics' | 'requests'>;

/** The decision of a replayed pass, in the field order of the format. */
export function printedDecision({ pass: { time }, decision, memorySinceNs }: ReplayedPass): PrintedDecision {
  const { key, currentReplicas, desiredReplicas, rescale, events, conditions, currentMetrics, requests } = decision;
  return {
    time, hpa: key, currentReplicas, desiredReplicas, rescale, events, conditions, currentMetrics, requests,
    steps: [...explainDecision(decision).lines, ...memoryLine(decision, memorySinceNs)],
  };
}

/** Says that the past may have decided otherwise, as long as something of it could still count. */
function memoryLine({ steps, timeNs }: HpaDecision, sinceNs: bigint | undefined): ExplanationLine[] {
  const stabilized = steps.find(step => step.kind === 'stabilize');
  if (sinceNs === undefined || !stabilized || timeNs - sinceNs >= longestMemoryNs(steps, stabilized)) {
    return [];
  }
  const text = t('what the controller remembered before {0} is not known, and may have led to another number',
    clockText(sinceNs));
  return [{ label: t('Memory'), text, lines: [] }];
}

/** How far back a decision can look: its windows, and the periods of its policies. */
function longestMemoryNs(steps: HpaDecision['steps'], stabilized: StabilizeStep): bigint {
  const rate = steps.find(step => step.kind === 'limit')?.rate;
  const policies = rate && 'policies' in rate ? rate.policies : [];
  const periods = policies.map(({ policy }) => BigInt(policy.periodSeconds) * nsPerSecond);
  return [stabilized.upWindowNs, stabilized.downWindowNs, ...periods].reduce((a, b) => a > b ? a : b);
}
