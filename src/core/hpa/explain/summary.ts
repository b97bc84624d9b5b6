import { t } from '../../../base/l10n.js';
import { metricName, metricResource } from '../autoscalerMetric.js';
import type { DecisionStep, MetricStep, PodArithmetic } from '../decisionSteps.js';
import type { HpaDecision } from '../hpaDecision.js';
import { spanText } from './clockText.js';
import { podsUsageText } from './explainPods.js';
import { totalUsageText } from './explainTotal.js';
import { ratioText } from './metricAmount.js';

/** Why it is that number, in one or two sentences: the winning metric, and what held it back. */
export function summaryOf({ steps, timeNs }: HpaDecision): string {
  const found = <Kind extends DecisionStep['kind']>(kind: Kind) =>
    steps.find((step): step is Extract<DecisionStep, { kind: Kind }> => step.kind === kind);
  const scale = found('readScale');
  if (!scale?.scale) {
    return t('The scale of the target could not be read: {0}.', scale?.error ?? '');
  }
  const bound = found('bound');
  if (bound) {
    return bound.bound === 'aboveMax'
      ? t('There are more replicas than maxReplicas.') : t('There are fewer replicas than minReplicas.');
  }
  if (found('zeroReplicas')?.isScalingDisabled) {
    return t('Scaling is disabled: the target has no replicas, and the autoscaler did not scale it to zero.');
  }
  const selected = found('selectPods');
  if (selected?.error !== undefined) {
    return t('No metric was looked at: {0}.', selected.error);
  }
  return measuredSummary(steps, timeNs);
}

function measuredSummary(steps: readonly DecisionStep[], nowNs: bigint): string {
  const metrics = steps.filter(step => step.kind === 'metric');
  const combined = steps.find(step => step.kind === 'combine');
  if (!combined || combined.isAborted) {
    const failed = metrics.find(({ result }) => !result.ok);
    return failed && !failed.result.ok ? t('{0}: {1}.', metricName(failed.spec), failed.result.error) : '';
  }
  const winner = combined.winner === undefined ? undefined : metrics[combined.winner];
  const held = heldText(steps, nowNs);
  return [winner && winnerText(winner), held].filter(part => part !== undefined).join(' ');
}

function winnerText({ spec, result }: MetricStep): string | undefined {
  if (!result.ok) {
    return undefined;
  }
  const usage = result.arithmetic.kind === 'pods'
    ? podsUsageText(result.arithmetic, metricResource(spec)) : totalUsageText(result.arithmetic);
  const assumed = result.arithmetic.kind === 'pods' ? assumedText(result.arithmetic) : undefined;
  return assumed === undefined
    ? t('{0} is at {1}: {2}.', metricName(spec), usage, result.replicas)
    : t('{0} is at {1}; {2}: {3}.', metricName(spec), usage, assumed, result.replicas);
}

/** What the pods without a usable sample made of it. */
function assumedText({ target, proposal: { assumed }, ledger }: PodArithmetic): string | undefined {
  if (!assumed) {
    return undefined;
  }
  const count = ledger.filter(({ group }) => group === 'missing' || group === 'unready').length;
  const made = 'utilizationPercent' in target ? `${assumed.usage.current}%`
    : t('a ratio of {0}', ratioText(assumed.usage.ratio));
  return count === 1 ? t('with 1 pod that has no usable sample, {0}', made)
    : t('with {0} pods that have no usable sample, {1}', count, made);
}

function heldText(steps: readonly DecisionStep[], nowNs: bigint): string | undefined {
  const stabilized = steps.find(step => step.kind === 'stabilize');
  const limited = steps.find(step => step.kind === 'limit');
  if (limited && limited.replicas !== limited.stabilizedReplicas) {
    return t('It is limited to {0} ({1}).', limited.replicas, limited.reason);
  }
  return stabilized?.heldBy && stabilized.heldUntilNs !== undefined
    ? t('It is held at {0} for {1} more.', stabilized.replicas, spanText(stabilized.heldUntilNs - nowNs))
    : undefined;
}
