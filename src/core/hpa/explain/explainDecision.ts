import { t } from '../../../base/l10n.js';
import { metricName, metricResource } from '../autoscalerMetric.js';
import { upstreamOf, type CombineStep, type DecisionStep, type LimitStep, type MetricStep } from '../decisionSteps.js';
import type { HpaDecision } from '../hpaDecision.js';
import type { Explanation, ExplanationLine, Ledger } from './explanation.js';
import { boundsText, rateLine, stabilizationText } from './explainLimits.js';
import { explainPods, podsUsageText } from './explainPods.js';
import { explainTotal, totalUsageText } from './explainTotal.js';
import { ledgerRows } from './ledgerRows.js';
import { summaryOf } from './summary.js';
import { wantedReplicas } from './wanted.js';

const nsPerMs = 1_000_000n;

/** A decision in words and numbers. Everything in it was computed by the decision; here it is only told. */
export function explainDecision(decision: HpaDecision): Explanation {
  const { key, timeNs, currentReplicas, steps } = decision;
  return {
    key,
    atMs: Number(timeNs / nsPerMs),
    currentReplicas,
    desiredReplicas: wantedReplicas(decision),
    summary: summaryOf(decision),
    lines: steps.flatMap(step => linesOf(step, decision)),
    ledgers: steps.flatMap(step => step.kind === 'metric' ? ledgerOf(step, timeNs) : []),
  };
}

function linesOf(step: DecisionStep, { timeNs }: HpaDecision): ExplanationLine[] {
  const upstream = upstreamOf(step);
  const line = (label: string, text: string): ExplanationLine => ({ label, text, upstream, lines: [] });
  switch (step.kind) {
    case 'readScale':
      return [line(t('Scale'), step.scale
        ? t('asks for {0}, has {1}', step.scale.replicas, step.scale.statusReplicas) : step.error ?? '')];
    case 'selectPods':
      return [line(t('Selector'), step.error ?? selectedText(step.selector, step.podCount))];
    case 'zeroReplicas':
      return [line(t('Zero'), step.isScalingDisabled
        ? t('scaling is disabled: the replicas were not scaled to zero by the autoscaler')
        : t('the autoscaler scaled to zero and may scale up again'))];
    case 'bound':
      return [line(t('Bounds'), step.bound === 'aboveMax'
        ? t('more than maxReplicas: {0}, no metric is looked at', step.desiredReplicas)
        : t('fewer than minReplicas: {0}, no metric is looked at', step.desiredReplicas))];
    case 'metric':
      return [metricLine(step)];
    case 'combine':
      return step.metricCount > 1 || step.failedCount > 0 ? [line(t('Metrics'), combineText(step))] : [];
    case 'stabilize':
      return [line(t('Stabilization'), stabilizationText(step, timeNs))];
    case 'limit':
      return limitLines(step, upstream);
    case 'rescale':
      return [line(t('Result'), step.error === undefined
        ? t('scaled from {0} to {1}', step.from, step.to) : t('{0} could not be written: {1}', step.to, step.error))];
  }
}

function selectedText(selector: string, podCount: number): string {
  return podCount === 1 ? t('{0}: 1 pod', selector) : t('{0}: {1} pods', selector, podCount);
}

function limitLines(step: LimitStep, upstream: string): ExplanationLine[] {
  return [
    { ...rateLine(step), upstream },
    { label: t('Bounds'), text: boundsText(step), upstream, lines: [] },
  ];
}

function metricLine(step: MetricStep): ExplanationLine {
  const { spec, result } = step;
  const label = metricName(spec);
  const upstream = upstreamOf(step);
  if (!result.ok) {
    return { label, text: result.error, upstream, lines: [] };
  }
  const { arithmetic, replicas } = result;
  const resource = metricResource(spec);
  return arithmetic.kind === 'pods'
    ? {
      label, upstream,
      text: `${podsUsageText(arithmetic, resource)} → ${replicas}`, lines: explainPods(arithmetic, resource),
    }
    : { label, upstream, text: `${totalUsageText(arithmetic)} → ${replicas}`, lines: explainTotal(arithmetic) };
}

function combineText({ failedCount, metricCount, isAborted, replicas }: CombineStep): string {
  if (isAborted && metricCount === 1) {
    return t('the only one failed: nothing is changed');
  }
  if (isAborted) {
    return failedCount === metricCount
      ? t('all {0} failed: nothing is changed', metricCount)
      : t('{0} of {1} failed and the others would scale down: nothing is changed', failedCount, metricCount);
  }
  return failedCount === 0
    ? t('the largest of {0}: {1}', metricCount, replicas)
    : t('the largest: {0}; {1} of {2} failed', replicas, failedCount, metricCount);
}

function ledgerOf({ spec, result }: MetricStep, nowNs: bigint): Ledger[] {
  const arithmetic = result.ok && result.arithmetic.kind === 'pods' ? result.arithmetic : undefined;
  const ledger = result.ok ? arithmetic?.ledger : result.ledger;
  if (!ledger || ledger.length === 0) {
    return [];
  }
  const rows = ledgerRows(ledger, metricResource(spec), { nowNs, arithmetic });
  return [{ metric: metricName(spec), rows }];
}
