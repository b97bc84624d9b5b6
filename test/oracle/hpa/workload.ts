import type { JsonObject } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';
import { behavior } from './behaviors.js';
import { plainSelector, type ScaleSelector } from './labelSelectors.js';
import { metricPlan, type MetricPlan } from './metricSpecs.js';
import { podPlan, type PodPlan } from './podPlans.js';

/** What a scaleTargetRef names. */
export interface TargetPlan {
  readonly apiVersion: string;
  readonly kind: string;
  /** Where its scale is asked for, in this order; none when the kind has no mapping. */
  readonly bases: readonly string[];
}

const deployments: TargetPlan = { apiVersion: 'apps/v1', kind: 'Deployment', bases: ['/apis/apps/v1 deployments'] };
const targets: readonly [TargetPlan, ...TargetPlan[]] = [
  { apiVersion: 'apps/v1', kind: 'StatefulSet', bases: ['/apis/apps/v1 statefulsets'] },
  { apiVersion: 'apps/v1beta2', kind: 'ReplicaSet', bases: ['/apis/apps/v1 replicasets'] },
  { apiVersion: 'v1', kind: 'ReplicationController', bases: ['/api/v1 replicationcontrollers'] },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', bases: ['/apis/apps/v1 statefulsets'] },
  {
    apiVersion: 'example.com/v1', kind: 'Rollout',
    bases: ['/apis/example.com/v2 rollouts', '/apis/example.com/v2 rollouts'],
  },
  {
    apiVersion: 'example.com/v1', kind: 'Twin',
    bases: ['/apis/example.com/v1 twins', '/apis/other.io/v1 doubles'],
  },
  { apiVersion: 'example.com/v1', kind: 'Unknown', bases: [] },
  { apiVersion: 'example.com/v1', kind: 'Empty', bases: [] },
  { apiVersion: 'a/b/c', kind: 'Deployment', bases: [] },
  { apiVersion: '', kind: 'Deployment', bases: [] },
];

/** The mappings that the targets above need, beside the built-in ones. */
export const restMappings: JsonObject = {
  'example.com/Rollout': ['example.com/v2/rollouts', 'example.com/v1/rollouts'],
  'example.com/Twin': ['example.com/v1/twins', 'other.io/v1/doubles'],
  'example.com/Empty': [],
};

/** One autoscaler, its target and their pods over the time of a recording. */
export class Workload {
  readonly name: string;
  readonly namespace: string;
  readonly target: TargetPlan;
  readonly selector: ScaleSelector;
  readonly metrics: readonly MetricPlan[];
  readonly minReplicas: number | undefined;
  readonly maxReplicas: number;
  pods: PodPlan[] = [];
  replicas: number;
  desired: number;
  generation = 1;
  readonly #app: string;
  #behavior: JsonObject | undefined;
  #created = 0;

  constructor(random: Random, name: string, now: number) {
    this.name = name;
    this.namespace = random.chance(0.9) ? 'default' : 'other';
    this.target = random.chance(0.9) ? deployments : random.pick(targets);
    this.selector = plainSelector(random);
    this.#app = this.selector.text === 'app=api' ? 'api' : 'web';
    this.metrics = random.list(1, random.chance(0.5) ? 1 : 3, () => metricPlan(random));
    this.minReplicas = minReplicas(random);
    this.maxReplicas = Math.max(this.minReplicas ?? 1, random.pick([1, 3, 5, 10, 10, 10, 20, 100, 1000, 2147483647]));
    this.#behavior = random.chance(0.5) ? behavior(random) : undefined;
    this.replicas = this.#firstReplicas(random);
    this.desired = this.replicas;
    this.adjustPods(random, now);
  }

  get spec(): JsonObject {
    return {
      scaleTargetRef: { apiVersion: this.target.apiVersion, kind: this.target.kind, name: this.name },
      ...(this.minReplicas === undefined ? {} : { minReplicas: this.minReplicas }),
      maxReplicas: this.maxReplicas,
      metrics: this.metrics.map(({ spec }) => spec),
      ...(this.#behavior === undefined ? {} : { behavior: this.#behavior }),
    };
  }

  /** Someone edits the spec, or another controller or a user the scale. */
  disturb(random: Random): void {
    if (random.chance(0.02)) {
      this.#behavior = random.chance(0.7) ? behavior(random) : undefined;
      this.generation++;
    }
    if (random.chance(0.04)) {
      this.replicas = this.#firstReplicas(random);
    }
  }

  /** What the controller may have made of it: the load spread over more or fewer replicas, within limits. */
  follow(random: Random, ratio: number): void {
    const wanted = Math.ceil(this.replicas * (Math.abs(ratio - 1) <= 0.1 ? 1 : ratio));
    const reachable = Math.min(wanted, Math.max(4, 2 * this.replicas));
    if (random.chance(0.7)) {
      this.replicas = Math.min(this.maxReplicas, Math.max(this.minReplicas ?? 1, reachable));
    }
    this.desired = random.chance(0.9) ? this.replicas : random.int(0, 12);
  }

  /** Pods come and go, at most thirty. */
  adjustPods(random: Random, now: number): void {
    const wanted = Math.min(30, Math.max(0, this.replicas + (random.chance(0.8) ? 0 : random.int(-2, 2))));
    this.pods = this.pods.filter(() => random.chance(0.97)).slice(0, wanted);
    while (this.pods.length < wanted && (this.pods.length === 0 || random.chance(0.95))) {
      const place = { namespace: this.namespace, app: this.#app, name: `${this.name}-${this.#created++}` };
      this.pods.push(podPlan(random, place, now));
    }
  }

  #firstReplicas(random: Random): number {
    const within = Math.max(this.minReplicas ?? 1, Math.min(this.maxReplicas, random.int(1, 12)));
    return random.chance(0.75) ? within : random.pick([0, 0, 1, 2, 3, 5, 10, 12, Math.min(25, this.maxReplicas)]);
  }
}

function minReplicas(random: Random): number | undefined {
  return random.chance(0.05) ? undefined : random.pick([1, 1, 1, 1, 2, 3, 5, 0, 0]);
}
