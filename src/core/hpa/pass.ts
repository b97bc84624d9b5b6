import type { HorizontalPodAutoscaler, HpaCondition, MetricStatus } from '../kube/hpa.js';
import type { Pod } from '../kube/pod.js';
import type { ControllerConfig } from './controllerConfig.js';
import type { HpaMemory } from './controllerMemory.js';
import type { DecisionStep } from './decisionSteps.js';
import type { DecisionEvent } from './hpaDecision.js';
import type { Observation } from './observation.js';
import { ApiReader } from './requests/apiReader.js';

/** A condition while the pass works on it, and whether its status changed. */
export interface PassCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/**
 * What one pass has come to so far: what the controller would have said, asked and written. It lives as long as the
 * pass; the decision is made of it at the end.
 */
export class Pass {
  readonly config: ControllerConfig;
  readonly hpa: HorizontalPodAutoscaler;
  readonly namespace: string;
  readonly nowNs: bigint;
  readonly pods: readonly Pod[];
  readonly reader: ApiReader;
  readonly events: DecisionEvent[] = [];
  readonly steps: DecisionStep[] = [];
  memory: HpaMemory;
  currentMetrics: readonly MetricStatus[] | null;
  #conditions: readonly PassCondition[];

  constructor({ hpa, pods, nowNs, responses }: Observation, config: ControllerConfig, memory: HpaMemory) {
    this.config = config;
    this.hpa = hpa;
    this.namespace = hpa.metadata.namespace ?? '';
    this.nowNs = nowNs;
    this.pods = pods.filter(({ metadata }) => (metadata.namespace ?? this.namespace) === this.namespace);
    this.reader = new ApiReader(responses);
    this.memory = memory;
    this.currentMetrics = hpa.status?.currentMetrics ?? null;
    this.#conditions = (hpa.status?.conditions ?? []).map(passCondition);
  }

  get minReplicas(): number {
    return this.hpa.spec.minReplicas ?? 1;
  }

  get conditions(): readonly PassCondition[] {
    return this.#conditions;
  }

  warn(reason: string, message: string): void {
    this.events.push({ type: 'Warning', reason, message });
  }

  /** Replaces the condition of a type where it stands, or adds it at the end. */
  setCondition(type: string, status: 'True' | 'False', reason: string, message: string): void {
    const condition: PassCondition = { type, status, reason, message };
    const index = this.#conditions.findIndex(existing => existing.type === type);
    this.#conditions = index < 0 ? [...this.#conditions, condition] : this.#conditions.with(index, condition);
  }

  removeCondition(type: string): void {
    this.#conditions = this.#conditions.filter(condition => condition.type !== type);
  }
}

function passCondition({ type, status, reason, message }: HpaCondition): PassCondition {
  return { type, status, reason: reason ?? '', message: message ?? '' };
}
