import { t } from '../../../base/l10n.js';
import type { PodArithmetic } from '../decisionSteps.js';
import type { PodProposal } from '../podProposal.js';
import type { UsageRatio } from '../usageRatio.js';
import type { ExplanationLine } from './explanation.js';
import { metricAmount, ratioText } from './metricAmount.js';
import { rangeText } from './rangeText.js';

/** What a metric over pods is beside its target, in few words: `92% of request, target 60%`. */
export function podsUsageText({ target, proposal: { usage } }: PodArithmetic, resource: string | undefined): string {
  return 'utilizationPercent' in target
    ? t('{0}% of request, target {1}%', `${usage.current}`, target.utilizationPercent)
    : t('{0} a pod, target {1}',
      metricAmount(resource, usage.averageMilli), metricAmount(resource, target.averageMilli));
}

/** The arithmetic of a metric over pods, line by line. */
export function explainPods(arithmetic: PodArithmetic, resource: string | undefined): ExplanationLine[] {
  const { proposal, ledger, tolerances } = arithmetic;
  const { usage, assumed, readyCount } = proposal;
  const lines = [
    line(t('Usage'), `${sumText(usage, resource)}, ${readyText(readyCount, ledger.length)}`),
    line(t('Ratio'), `${ratioOf(usage, arithmetic, resource)}, ${rangeText(usage.ratio, tolerances)}`),
  ];
  if (assumed) {
    lines.push(line(t('Assumed'), `${assumedPods(proposal, ledger)}: ${sumText(assumed.usage, resource)}, `
      + `${ratioOf(assumed.usage, arithmetic, resource)}, ${rangeText(assumed.usage.ratio, tolerances)}`));
  }
  return [...lines, line(t('Proposal'), proposalText(proposal))];
}

function line(label: string, text: string): ExplanationLine {
  return { label, text, lines: [] };
}

function sumText({ totalMilli, requestMilli, count, current }: UsageRatio, resource: string | undefined): string {
  const total = metricAmount(resource, totalMilli);
  return requestMilli === undefined
    ? t('{0} over {1} pods = {2}', total, count, metricAmount(resource, current))
    : t('{0} of {1} requested = {2}%', total, metricAmount(resource, requestMilli), `${current}`);
}

function readyText(ready: number, all: number): string {
  return t('{0} of {1} pods ready', ready, all);
}

function ratioOf({ current, ratio }: UsageRatio, { target }: PodArithmetic, resource: string | undefined): string {
  const [over, under] = 'utilizationPercent' in target
    ? [`${current}`, `${target.utilizationPercent}`]
    : [metricAmount(resource, current), metricAmount(resource, target.averageMilli)];
  return `${over}/${under} = ${ratioText(ratio)}`;
}

function assumedPods({ usage: { ratio } }: PodProposal, ledger: PodArithmetic['ledger']): string {
  const missing = ledger.filter(({ group }) => group === 'missing').length;
  const unready = ledger.filter(({ group }) => group === 'unready').length;
  const parts: string[] = [];
  if (missing > 0) {
    parts.push(ratio > 1 ? t('{0} missing counted as 0', missing)
      : ratio < 1 ? t('{0} missing counted as full', missing) : t('{0} missing left out', missing));
  }
  if (unready > 0) {
    parts.push(ratio > 1 ? t('{0} unready counted as 0', unready) : t('{0} unready left out', unready));
  }
  return parts.join(', ');
}

function proposalText(proposal: PodProposal): string {
  const { outcome, replicas, usage, assumed, readyCount } = proposal;
  switch (outcome) {
    case 'scaled':
      return `ceil(${ratioText(usage.ratio)} × ${readyCount}) = ${replicas}`;
    case 'scaledByAssumed':
      return `ceil(${ratioText(assumed?.usage.ratio ?? NaN)} × ${assumed?.sampleCount ?? 0}) = ${replicas}`;
    case 'withinTolerance':
    case 'assumedWithinTolerance':
      return t('stays at {0}: within tolerance', replicas);
    case 'directionFlipped':
      return t('stays at {0}: with what was assumed it would scale the other way', replicas);
    case 'sizeFlipped':
      return t('stays at {0}: the number of samples would scale it the other way', replicas);
  }
}
