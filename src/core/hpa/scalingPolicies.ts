import { maxInt32, minInt32, truncateToInt32, wrapInt32 } from '../kube/goFloat.js';
import type { HpaScalingPolicy, HpaScalingRules } from '../kube/hpa.js';
import type { ScaleEvent } from './controllerMemory.js';

const nsPerSecond = 1_000_000_000n;

/** What one policy allows. */
export interface PolicyLimit {
  readonly policy: HpaScalingPolicy;
  /** The replicas at the start of its period, by the events that we know of. */
  readonly periodStartReplicas: number;
  /** The changes within its period. */
  readonly added: number;
  readonly removed: number;
  /** The replicas that it lets the target go to. */
  readonly replicas: number;
}

/** How far one direction may go now. */
export interface RateLimit {
  readonly direction: 'up' | 'down';
  readonly replicas: number;
  /** Max, Min or Disabled. */
  readonly selectPolicy: string;
  /** Empty when the direction is disabled. */
  readonly policies: readonly PolicyLimit[];
}

/** What happened to the scale lately, by direction. */
export interface ScaleEvents {
  readonly up: readonly ScaleEvent[];
  readonly down: readonly ScaleEvent[];
}

interface RateInput {
  readonly rules: HpaScalingRules;
  readonly currentReplicas: number;
  readonly events: ScaleEvents;
  /** Unix time, ns. */
  readonly nowNs: bigint;
}

/**
 * The most replicas that the policies for scaling up allow.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `calculateScaleUpLimitWithScalingRules`
 */
export function scaleUpLimit(input: RateInput): RateLimit {
  return rateLimit('up', input, (start, { type, value }) => type === 'Pods'
    ? int32(start + value)
    : truncateToInt32(Math.ceil(start * (1 + value / 100))));
}

/**
 * The fewest replicas that the policies for scaling down allow.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `calculateScaleDownLimitWithBehaviors`
 */
export function scaleDownLimit(input: RateInput): RateLimit {
  return rateLimit('down', input, (start, { type, value }) => type === 'Pods'
    ? int32(start - value)
    : truncateToInt32(start * (1 - value / 100)));
}

/**
 * The events of a direction with a new one, which takes the place of the last one that every policy has forgotten.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `storeScaleEvent`
 */
export function storeScaleEvent(
  events: readonly ScaleEvent[], rules: HpaScalingRules | null | undefined, change: number, nowNs: bigint,
): readonly ScaleEvent[] {
  const longestSeconds = Math.max(0, ...(rules?.policies ?? []).map(({ periodSeconds }) => periodSeconds));
  const cutoffNs = nowNs - BigInt(longestSeconds) * nsPerSecond;
  const marked = events.map(event => event.timestampNs < cutoffNs ? { ...event, isOutdated: true } : event);
  const replaced = marked.findLastIndex(({ isOutdated }) => isOutdated);
  const added: ScaleEvent = { change, timestampNs: nowNs, isOutdated: false };
  return replaced < 0 ? [...marked, added] : marked.with(replaced, added);
}

function rateLimit(
  direction: RateLimit['direction'],
  { rules, currentReplicas, events, nowNs }: RateInput,
  allowed: (periodStartReplicas: number, policy: HpaScalingPolicy) => number,
): RateLimit {
  const selectPolicy = rules.selectPolicy ?? 'Max';
  if (selectPolicy === 'Disabled') {
    return { direction, selectPolicy, replicas: currentReplicas, policies: [] };
  }
  const policies = (rules.policies ?? []).map(policy => {
    const added = changeWithin(events.up, policy, nowNs);
    const removed = changeWithin(events.down, policy, nowNs);
    const periodStartReplicas = int32(int32(currentReplicas - added) + removed);
    return { policy, added, removed, periodStartReplicas, replicas: allowed(periodStartReplicas, policy) };
  });
  const isLargest = (direction === 'up') === (selectPolicy !== 'Min');
  const limits = policies.map(({ replicas }) => replicas);
  return {
    direction,
    selectPolicy,
    policies,
    replicas: isLargest ? Math.max(minInt32, ...limits) : Math.min(maxInt32, ...limits),
  };
}

/** @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `getReplicasChangePerPeriod` */
function changeWithin(events: readonly ScaleEvent[], { periodSeconds }: HpaScalingPolicy, nowNs: bigint): number {
  const cutoffNs = nowNs - BigInt(periodSeconds) * nsPerSecond;
  return events.reduce((sum, { change, timestampNs }) => timestampNs > cutoffNs ? int32(sum + change) : sum, 0);
}

function int32(value: number): number {
  return wrapInt32(BigInt(value));
}
