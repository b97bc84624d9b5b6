import { maxInt32, truncateToInt32 } from '../kube/goFloat.js';
import { maxInt64, truncateToInt64 } from '../kube/int64.js';
import { behaves, type ControllerMinor } from './controllerVersion.js';
import { isWithinTolerance, type Tolerances } from './tolerance.js';

/** How one number, of an object or of an external metric, leads to a number of replicas. */
export interface TotalProposal {
  readonly replicas: number;
  readonly ratio: number;
  readonly isWithinTolerance: boolean;
  /** What the status shows, in thousandths: the value, or the average per pod. */
  readonly shownMilli: bigint;
  /** Pods that are Running and Ready, which a ratio is multiplied by; absent where they are not counted. */
  readonly readyPods?: number;
}

interface TotalInput {
  /** In thousandths. */
  readonly usageMilli: bigint;
  readonly targetMilli: bigint;
  readonly tolerances: Tolerances;
  readonly minor: ControllerMinor;
}

/**
 * The replicas for a total that should be `value`: the ratio times the ready pods. From no replicas, the ratio itself.
 *
 * @param readyPods counts them; asked only where it matters. Nothing when the selector matches no pod
 * @returns nothing when there are no pods to count
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/replica_calculator.go, `getUsageRatioReplicaCount`
 */
export function proposeForValue(
  { usageMilli, targetMilli, tolerances, minor }: TotalInput,
  currentReplicas: number,
  readyPods: () => number | undefined,
): TotalProposal | undefined {
  const ratio = Number(usageMilli) / Number(targetMilli);
  const shared = { ratio, shownMilli: usageMilli };
  if (currentReplicas === 0) {
    return { ...shared, replicas: truncateToInt32(Math.ceil(ratio)), isWithinTolerance: false };
  }
  if (isWithinTolerance(tolerances, ratio, minor)) {
    return { ...shared, replicas: currentReplicas, isWithinTolerance: true };
  }
  const ready = readyPods();
  if (ready === undefined) {
    return undefined;
  }
  const wanted = ratio * ready;
  const replicas = behaves(minor, 'valueCap') && wanted > maxInt32 ? maxInt32 : truncateToInt32(Math.ceil(wanted));
  return { ...shared, replicas, readyPods: ready, isWithinTolerance: false };
}

/**
 * The replicas for a total that should be `averageValue` for each of the replicas that the target has.
 *
 * @param isExternal of which the numbers are capped, those of an object are not
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/replica_calculator.go, `GetObjectPerPodMetricReplicas`,
 *   `GetExternalPerPodMetricReplicas`
 */
export function proposeForAverage(
  { usageMilli, targetMilli, tolerances, minor }: TotalInput,
  statusReplicas: number,
  isExternal: boolean,
): TotalProposal {
  const usage = Number(usageMilli);
  const ratio = usage / (Number(targetMilli) * statusReplicas);
  const isWithin = isWithinTolerance(tolerances, ratio, minor);
  const wanted = Math.ceil(usage / Number(targetMilli));
  const isCapped = isExternal && behaves(minor, 'externalAverageCap') && wanted > maxInt32;
  return {
    ratio,
    isWithinTolerance: isWithin,
    replicas: isWithin ? statusReplicas : isCapped ? maxInt32 : truncateToInt32(wanted),
    shownMilli: isExternal && behaves(minor, 'externalAverageCap') && usage >= Number(maxInt64)
      ? maxInt64 : truncateToInt64(Math.ceil(usage / statusReplicas)),
  };
}

/** The sum of an external metric for a value: capped when a positive value would overflow it. */
export function sumForValue(values: readonly bigint[], minor: ControllerMinor): bigint {
  const isCapped = behaves(minor, 'valueCap');
  let sum = 0n;
  for (const value of values) {
    if (isCapped && value > 0n && sum > maxInt64 - value) {
      return maxInt64;
    }
    sum = BigInt.asIntN(64, sum + value);
  }
  return sum;
}

/** The sum of an external metric for an average: once it is below zero, for whatever reason, the largest int64. */
export function sumForAverage(values: readonly bigint[], minor: ControllerMinor): bigint {
  const isCapped = behaves(minor, 'externalAverageCap');
  let sum = 0n;
  for (const value of values) {
    sum = BigInt.asIntN(64, sum + value);
    if (isCapped && sum < 0n) {
      return maxInt64;
    }
  }
  return sum;
}
