import type { MetricStatus } from '../kube/hpa.js';
import type { DecisionStep } from './decisionSteps.js';

/** An event that the controller emits, before events of one kind are counted together. */
export interface DecisionEvent {
  /** Normal, Warning. */
  readonly type: string;
  readonly reason: string;
  readonly message: string;
}

/** A condition of the status after the pass. */
export interface DecidedCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** What one pass of the HPA controller decides, and how it comes to it. */
export interface HpaDecision {
  /** Unix time, ns. */
  readonly timeNs: bigint;
  /** `namespace/name`. */
  readonly key: string;
  /** What the scale asked for before; null when it could not be read. */
  readonly currentReplicas: number | null;
  /** What was written to the scale, or `status.desiredReplicas` after a pass that wrote nothing. */
  readonly desiredReplicas: number;
  /** Whether the scale was written. */
  readonly rescale: boolean;
  readonly events: readonly DecisionEvent[];
  readonly conditions: readonly DecidedCondition[];
  /** As the controller writes them; null when there are none. */
  readonly currentMetrics: readonly MetricStatus[] | null;
  /** `METHOD path?query` in the order sent; without events, status updates and API discovery. */
  readonly requests: readonly string[];
  /** How it came to that, in order. */
  readonly steps: readonly DecisionStep[];
}
