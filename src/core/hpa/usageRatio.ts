import { wrapInt64 } from '../kube/int64.js';
import { wrapInt32 } from '../kube/goFloat.js';

/** What each pod of an average uses, by name, in thousandths. */
export type PodValues = ReadonlyMap<string, bigint>;

/** The average of the pods beside its target. */
export interface UsageRatio {
  /** Current divided by target, as the float64 that decides. */
  readonly ratio: number;
  /** The utilization in percent, or the average in thousandths. */
  readonly current: bigint;
  /** The average usage of a pod, in thousandths. */
  readonly averageMilli: bigint;
  /** The sum of what the pods use, in thousandths. */
  readonly totalMilli: bigint;
  /** The sum of their requests, in thousandths; absent when the target is no utilization. */
  readonly requestMilli?: bigint;
  /** How many pods the sums are of. */
  readonly count: number;
}

/**
 * The utilization of requests beside its target. Samples of pods without a request do not count.
 *
 * @returns nothing when no sample is of a known pod
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/metrics/utilization.go, `GetResourceUtilizationRatio`
 */
export function utilizationRatio(
  values: PodValues, requests: PodValues, targetPercent: number,
): UsageRatio | undefined {
  let totalMilli = 0n;
  let requestMilli = 0n;
  let count = 0;
  for (const [pod, value] of values) {
    const request = requests.get(pod);
    if (request !== undefined) {
      totalMilli = wrapInt64(totalMilli + value);
      requestMilli = wrapInt64(requestMilli + request);
      count++;
    }
  }
  if (requestMilli === 0n) {
    return undefined;
  }
  const percent = wrapInt32(wrapInt64(totalMilli * 100n) / requestMilli);
  return {
    ratio: percent / targetPercent,
    current: BigInt(percent),
    averageMilli: totalMilli / BigInt(count),
    totalMilli,
    requestMilli,
    count,
  };
}

/**
 * The average of a metric beside its target; every sample counts, that of an unknown pod too.
 *
 * @param values not empty
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/metrics/utilization.go, `GetMetricUsageRatio`
 */
export function averageRatio(values: PodValues, targetMilli: bigint): UsageRatio {
  let totalMilli = 0n;
  for (const value of values.values()) {
    totalMilli = wrapInt64(totalMilli + value);
  }
  const averageMilli = totalMilli / BigInt(values.size);
  return {
    ratio: Number(averageMilli) / Number(targetMilli),
    current: averageMilli,
    averageMilli,
    totalMilli,
    count: values.size,
  };
}
