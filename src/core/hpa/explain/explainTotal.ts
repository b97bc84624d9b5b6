import { t } from '../../../base/l10n.js';
import type { TotalArithmetic } from '../decisionSteps.js';
import { milliText } from '../metricStatus.js';
import type { ExplanationLine } from './explanation.js';
import { ratioText } from './metricAmount.js';
import { rangeText } from './rangeText.js';

/** What a metric over one number is beside its target: `120, target 30 a replica`. */
export function totalUsageText({ usageMilli, targetMilli, perReplica }: TotalArithmetic): string {
  return perReplica
    ? t('{0}, target {1} a replica', milliText(usageMilli), milliText(targetMilli))
    : t('{0}, target {1}', milliText(usageMilli), milliText(targetMilli));
}

/** The arithmetic of a metric over one number, line by line. */
export function explainTotal(arithmetic: TotalArithmetic): ExplanationLine[] {
  const { usageMilli, targetMilli, valueCount, perReplica, statusReplicas, tolerances, proposal } = arithmetic;
  const usage = milliText(usageMilli);
  const target = milliText(targetMilli);
  const over = perReplica ? `(${target} × ${statusReplicas})` : target;
  const lines = [
    line(t('Value'), valueCount === 1 ? usage : t('{0}, the sum of {1} values', usage, valueCount)),
    line(t('Ratio'), `${usage}/${over} = ${ratioText(proposal.ratio)}, ${rangeText(proposal.ratio, tolerances)}`),
  ];
  if (proposal.readyPods !== undefined) {
    lines.push(line(t('Pods'), t('{0} Running and Ready', proposal.readyPods)));
  }
  return [...lines, line(t('Proposal'), proposalText(arithmetic))];
}

function line(label: string, text: string): ExplanationLine {
  return { label, text, lines: [] };
}

function proposalText({ perReplica, usageMilli, targetMilli, proposal }: TotalArithmetic): string {
  const { isWithinTolerance, replicas, ratio, readyPods } = proposal;
  if (isWithinTolerance) {
    return t('stays at {0}: within tolerance', replicas);
  }
  if (perReplica) {
    return `ceil(${milliText(usageMilli)}/${milliText(targetMilli)}) = ${replicas}`;
  }
  return readyPods === undefined
    ? t('ceil({0}) = {1}, from no replicas', ratioText(ratio), replicas)
    : `ceil(${ratioText(ratio)} × ${readyPods}) = ${replicas}`;
}
