import { truncateToInt32 } from '../kube/goFloat.js';
import type { ControllerMinor } from './controllerVersion.js';
import type { GroupedPod } from './podGroups.js';
import { isWithinTolerance, type Tolerances } from './tolerance.js';
import type { PodValues, UsageRatio } from './usageRatio.js';

/** How the pods of a metric lead to a number of replicas. */
export interface PodProposal {
  readonly replicas: number;
  /** The first ratio: of the pods that are ready. It is what the status shows. */
  readonly usage: UsageRatio;
  /** The second ratio, over the missing and unready pods too; absent when there were none to assume anything of. */
  readonly assumed: AssumedUsage | undefined;
  readonly outcome: ProposalOutcome;
  readonly readyCount: number;
}

/** What pods without a usable sample were taken to use. */
export interface AssumedUsage {
  readonly usage: UsageRatio;
  /** How many samples the number of replicas is calculated with, those of unknown pods included. */
  readonly sampleCount: number;
  /** By pod, in thousandths. */
  readonly values: PodValues;
}

/**
 * Why the proposal is what it is: `scaled` the ratio; the others leave the current number: `withinTolerance`,
 * `assumedWithinTolerance`, `directionFlipped` (the second ratio is on the other side of 1), `sizeFlipped` (its number
 * of replicas is on the other side of the current one).
 */
export type ProposalOutcome =
  | 'scaled' | 'scaledByAssumed' | 'withinTolerance' | 'assumedWithinTolerance' | 'directionFlipped' | 'sizeFlipped';

/** What a metric over pods needs to come to its number. */
export interface PodProposalInput {
  readonly currentReplicas: number;
  readonly pods: readonly GroupedPod[];
  /** The samples that are left once those of ignored and unready pods are gone; not empty. */
  readonly values: PodValues;
  readonly tolerances: Tolerances;
  readonly minor: ControllerMinor;
  /** The ratio of some values to the target; nothing when none of them is of a known pod. */
  readonly ratioOf: (values: PodValues) => UsageRatio | undefined;
  /** What a pod without a sample is taken to use when usage is below the target, in thousandths. */
  readonly fallbackMilli: (pod: string) => bigint;
}

/**
 * The replicas that a metric over pods asks for.
 *
 * @returns nothing when no sample is of a known pod
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/replica_calculator.go, `GetResourceReplicas`,
 *   `calcPlainMetricReplicas`
 */
export function proposeForPods(input: PodProposalInput): PodProposal | undefined {
  const usage = input.ratioOf(input.values);
  if (!usage) {
    return undefined;
  }
  const readyCount = countOf(input.pods, 'ready');
  const scaleUpWithUnready = countOf(input.pods, 'unready') > 0 && usage.ratio > 1;
  if (scaleUpWithUnready || countOf(input.pods, 'missing') > 0) {
    return proposeWithAssumed(input, usage, readyCount);
  }
  const isWithin = isWithinTolerance(input.tolerances, usage.ratio, input.minor);
  return {
    usage,
    readyCount,
    assumed: undefined,
    outcome: isWithin ? 'withinTolerance' : 'scaled',
    replicas: isWithin ? input.currentReplicas : truncateToInt32(Math.ceil(usage.ratio * readyCount)),
  };
}

function proposeWithAssumed(input: PodProposalInput, usage: UsageRatio, readyCount: number): PodProposal | undefined {
  const assumedValues = assumedUsage(input, usage.ratio);
  const values = new Map([...input.values, ...assumedValues]);
  const second = input.ratioOf(values);
  if (!second) {
    return undefined;
  }
  const replicas = truncateToInt32(Math.ceil(second.ratio * values.size));
  const outcome = assumedOutcome(input, { first: usage.ratio, second: second.ratio, replicas });
  return {
    usage,
    readyCount,
    assumed: { usage: second, sampleCount: values.size, values: assumedValues },
    outcome,
    replicas: outcome === 'scaledByAssumed' ? replicas : input.currentReplicas,
  };
}

function assumedUsage({ pods, fallbackMilli }: PodProposalInput, ratio: number): Map<string, bigint> {
  const values = new Map<string, bigint>();
  for (const { pod: { metadata: { name } }, group } of pods) {
    if (group === 'missing' && ratio !== 1) {
      values.set(name, ratio < 1 ? fallbackMilli(name) : 0n);
    } else if (group === 'unready' && ratio > 1) {
      values.set(name, 0n);
    }
  }
  return values;
}

function assumedOutcome(
  { currentReplicas, tolerances, minor }: PodProposalInput,
  { first, second, replicas }: { readonly first: number; readonly second: number; readonly replicas: number },
): ProposalOutcome {
  if (isWithinTolerance(tolerances, second, minor)) {
    return 'assumedWithinTolerance';
  }
  if ((first < 1 && second > 1) || (first > 1 && second < 1)) {
    return 'directionFlipped';
  }
  const isFlipped = (second < 1 && replicas > currentReplicas) || (second > 1 && replicas < currentReplicas);
  return isFlipped ? 'sizeFlipped' : 'scaledByAssumed';
}

function countOf(pods: readonly GroupedPod[], group: GroupedPod['group']): number {
  return pods.filter(pod => pod.group === group).length;
}
