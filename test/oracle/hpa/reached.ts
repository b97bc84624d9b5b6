import { elementsOf, isObject, stringAt, valueAt, type JsonValue } from '../../../src/core/raw/jsonValue.js';
import { crashOf, decisionsOf, type Answer } from './disagreement.js';

/** What every run has to reach, or it proves too little. */
export const expectedBranches: readonly string[] = [
  ...[
    'SuccessfulRescale', 'FailedRescale', 'FailedGetScale', 'FailedComputeMetricsReplicas', 'SelectorRequired',
    'AmbiguousSelector', 'FailedUpdateStatus', 'FailedGetResourceMetric', 'FailedGetContainerResourceMetric',
    'FailedGetPodsMetric', 'FailedGetObjectMetric', 'FailedGetExternalMetric',
  ].map(reason => `event ${reason}`),
  ...[
    'AbleToScale True SucceededGetScale', 'AbleToScale True ReadyForNewScale', 'AbleToScale True ScaleDownStabilized',
    'AbleToScale True ScaleUpStabilized', 'AbleToScale True SucceededRescale', 'AbleToScale False FailedGetScale',
    'AbleToScale False FailedUpdateScale', 'ScalingActive True ValidMetricFound', 'ScalingActive False ScalingDisabled',
    'ScalingActive False InvalidSelector', 'ScalingActive False AmbiguousSelector',
    'ScalingLimited False DesiredWithinRange', 'ScalingLimited True TooFewReplicas',
    'ScalingLimited True TooManyReplicas', 'ScalingLimited True ScaleUpLimit', 'ScalingLimited True ScaleDownLimit',
    'ScaledToZero True ScaledToZero', 'ScaledToZero False NotScaledToZero',
  ].map(condition => `condition ${condition}`),
  ...['Resource', 'ContainerResource', 'Pods', 'Object', 'External', '(failed)'].map(type => `status of ${type}`),
  ...[
    'above target', 'All metrics below target', 'above Spec.MaxReplicas', 'below Spec.MinReplicas', '(none)',
  ].map(reason => `rescale: ${reason}`),
  'conflict, five times', 'to zero', 'from zero',
];

/** Counts what the real controller did. */
export class Reached {
  readonly counts = new Map<string, number>();
  passes = 0;

  add(answer: Answer): void {
    const decisions = decisionsOf(answer) ?? [];
    for (const decision of decisions.slice(0, crashOf(decisions))) {
      this.passes++;
      branchesOf(decision).forEach(branch => this.counts.set(branch, (this.counts.get(branch) ?? 0) + 1));
    }
  }

  toString(): string {
    const sorted = [...this.counts].sort(([a], [b]) => a < b ? -1 : 1);
    return sorted.map(([branch, count]) => `${count}\t${branch}`).join('\n');
  }
}

function branchesOf(decision: JsonValue): Set<string> {
  const events = elementsOf(valueAt(decision, 'events'));
  return new Set([
    ...events.map(event => `event ${stringAt(event, 'reason')}`),
    ...events.flatMap(rescaleBranch),
    ...elementsOf(valueAt(decision, 'conditions')).map(condition =>
      `condition ${['type', 'status', 'reason'].map(key => stringAt(condition, key)).join(' ')}`),
    ...elementsOf(valueAt(decision, 'currentMetrics')).map(metric =>
      `status of ${stringAt(metric, 'type') || '(failed)'}`),
    ...sizeBranches(decision),
  ]);
}

function rescaleBranch(event: JsonValue): string[] {
  const [, reason] = /^New size: -?\d+; reason: ([^;]*)/.exec(stringAt(event, 'message') ?? '') ?? [];
  if (reason === undefined) {
    return [];
  }
  const known = ['above target', 'All metrics below target', 'above Spec.MaxReplicas', 'below Spec.MinReplicas'];
  return [`rescale: ${known.find(text => reason.endsWith(text)) ?? '(none)'}`];
}

function sizeBranches(decision: JsonValue): string[] {
  const { currentReplicas, desiredReplicas, rescale } = isObject(decision) ? decision : {};
  const puts = elementsOf(valueAt(decision, 'requests')).filter(request => /^"PUT /.test(JSON.stringify(request))).length;
  return [
    ...(puts === 5 ? ['conflict, five times'] : []),
    ...(rescale === true && desiredReplicas === 0 ? ['to zero'] : []),
    ...(rescale === true && currentReplicas === 0 ? ['from zero'] : []),
  ];
}
