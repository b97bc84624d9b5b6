import type { MetricSpec } from '../kube/hpa.js';
import type { Recommendation } from './controllerMemory.js';
import type { GroupedPod } from './podGroups.js';
import type { PodProposal } from './podProposal.js';
import type { PodRequest } from './podRequest.js';
import type { RateLimit } from './scalingPolicies.js';
import type { Tolerances } from './tolerance.js';
import type { TotalProposal } from './totalProposal.js';

/**
 * One step of a decision, with every number that went into it. The steps of a pass stand in the controller's order;
 * {@link upstreamOf} names the function of the controller that each of them reproduces.
 */
export type DecisionStep =
  | ReadScaleStep | SelectPodsStep | ZeroReplicasStep | BoundStep | MetricStep | CombineStep | StabilizeStep
  | LimitStep | RescaleStep;

export interface ReadScaleStep {
  readonly kind: 'readScale';
  readonly scale: { readonly replicas: number; readonly statusReplicas: number; readonly selector: string } | undefined;
  /** Why it could not be read. */
  readonly error: string | undefined;
}

export interface SelectPodsStep {
  readonly kind: 'selectPods';
  readonly selector: string;
  readonly podCount: number;
  /** Why no metric was looked at: the selector is missing, or not this autoscaler's alone. */
  readonly error: string | undefined;
}

/** The target has no replicas. */
export interface ZeroReplicasStep {
  readonly kind: 'zeroReplicas';
  readonly minReplicas: number;
  /** Whether the controller itself scaled to zero, by its condition. */
  readonly isScaledToZero: boolean;
  readonly isScalingDisabled: boolean;
}

/** The scale is outside of min and max: no metric is looked at. */
export interface BoundStep {
  readonly kind: 'bound';
  readonly bound: 'aboveMax' | 'belowMin';
  readonly desiredReplicas: number;
}

export interface MetricStep {
  readonly kind: 'metric';
  /** Its place in `spec.metrics`. */
  readonly index: number;
  readonly spec: MetricSpec;
  readonly result: MetricResult;
}

/** What a metric asks for, or why it cannot be told. */
export type MetricResult =
  | {
    readonly ok: true;
    readonly replicas: number;
    /** As the controller's messages call it. */
    readonly name: string;
    readonly arithmetic: MetricArithmetic;
  }
  | {
    readonly ok: false;
    readonly reason: string;
    readonly error: string;
    /** The pods as far as they were sorted before it failed. */
    readonly ledger: readonly LedgerPod[];
  };

/** How a metric came to its number. */
export type MetricArithmetic = PodArithmetic | TotalArithmetic;

/** Over the pods of the target, one by one. Amounts in thousandths. */
export interface PodArithmetic {
  readonly kind: 'pods';
  /** A share of the request in percent, or the average amount of a pod. */
  readonly target: { readonly utilizationPercent: number } | { readonly averageMilli: bigint };
  readonly tolerances: Tolerances;
  readonly proposal: PodProposal;
  readonly ledger: readonly LedgerPod[];
  /** Samples of pods that the selector does not match; they count in averages. */
  readonly unknownPods: readonly { readonly name: string; readonly valueMilli: bigint }[];
}

/** Over one number for all. Amounts in thousandths. */
export interface TotalArithmetic {
  readonly kind: 'total';
  readonly targetMilli: bigint;
  readonly perReplica: boolean;
  readonly usageMilli: bigint;
  /** How many values of an external metric it is the sum of; 1 for an object. */
  readonly valueCount: number;
  readonly tolerances: Tolerances;
  /** The replicas that an average is divided by: those of the scale's status. */
  readonly statusReplicas: number;
  readonly proposal: TotalProposal;
}

/** One pod of the ledger: its group, the rule, and what it requests; absent when the metric asks for no request. */
export interface LedgerPod extends GroupedPod {
  readonly request: PodRequest | undefined;
}

export interface CombineStep {
  readonly kind: 'combine';
  /** The metric whose number is taken; absent when none is. */
  readonly winner: number | undefined;
  readonly replicas: number;
  readonly failedCount: number;
  readonly metricCount: number;
  /** Whether the pass ends here: all failed, or one did and the others would scale down. */
  readonly isAborted: boolean;
}

export interface StabilizeStep {
  readonly kind: 'stabilize';
  readonly proposedReplicas: number;
  readonly replicas: number;
  readonly heldBy: Recommendation | undefined;
  /** Until when that recommendation holds. Unix time, ns. */
  readonly heldUntilNs: bigint | undefined;
  readonly upWindowNs: bigint;
  readonly downWindowNs: bigint;
}

export interface LimitStep {
  readonly kind: 'limit';
  readonly stabilizedReplicas: number;
  readonly replicas: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** The reason of the condition ScalingLimited. */
  readonly reason: string;
  /** By the policies of the behavior; without a behavior twice the current replicas, 4 at least. */
  readonly rate: RateLimit | { readonly direction: 'upOnly'; readonly replicas: number } | undefined;
}

export interface RescaleStep {
  readonly kind: 'rescale';
  readonly from: number;
  readonly to: number;
  /** As the event says it. */
  readonly reason: string;
  /** Why the scale could not be written. */
  readonly error: string | undefined;
}

const upstream: Readonly<Record<DecisionStep['kind'], string>> = {
  readScale: 'scaleForResourceMappings',
  selectPods: 'validateAndParseSelector',
  zeroReplicas: 'shouldComputeMetricsForZeroReplicas',
  bound: 'reconcileAutoscaler',
  metric: 'computeReplicasForMetric',
  combine: 'computeReplicasForMetrics',
  stabilize: 'stabilizeRecommendation',
  limit: 'convertDesiredReplicas',
  rescale: 'reconcileAutoscaler',
};

/** The function of the controller that a step reproduces. @see kubernetes/kubernetes pkg/controller/podautoscaler */
export function upstreamOf(step: DecisionStep): string {
  return upstream[step.kind];
}
