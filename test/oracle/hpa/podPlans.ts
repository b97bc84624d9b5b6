import type { JsonObject } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';
import { oddAmount } from './amounts.js';
import { podLabels } from './labelSelectors.js';
import { instant } from './moments.js';

/** One pod over the time of a recording. */
export interface PodPlan {
  readonly name: string;
  readonly namespace: string;
  readonly labels: JsonObject;
  readonly spec: JsonObject;
  readonly containers: readonly ContainerPlan[];
  readonly startedAt: number;
  readonly readyAt: number;
  readonly fate: Fate;
}

export interface ContainerPlan {
  readonly name: string;
  readonly cpuMilli: number;
  readonly memoryBytes: number;
}

const oddFates = [
  'notReady', 'notReady', 'notReady', 'unknown', 'pending', 'pending', 'failed', 'succeeded', 'deleted',
  'deletedNotReady', 'noCondition', 'noStart', 'noPhase',
] as const;
export type Fate = 'ready' | (typeof oddFates)[number];

/** Ages that decide, in seconds: the initialization period, and none of its neighbours. */
const ages = [3600, 3600, 3600, 600, 301, 300, 299, 120, 61, 60, 59, 31, 30, 15, 1, 0] as const;
/** From start to the last change of readiness. */
const delays = [0, 1, 10, 20, 29, 30, 31, 45, 240, 300] as const;

export function podPlan(random: Random, place: { namespace: string; app: string; name: string }, now: number): PodPlan {
  const startedAt = wholeSecond(now) - random.pick(ages) * 1000;
  const containers = containerPlans(random);
  return {
    name: place.name,
    namespace: place.namespace,
    labels: podLabels(random, place.app),
    containers,
    spec: podSpec(random, containers),
    startedAt,
    readyAt: startedAt + random.pick(delays) * 1000,
    fate: random.chance(0.75) ? 'ready' : random.pick(oddFates),
  };
}

export function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000;
}

/** The pod as the API server gives it, trimmed. */
export function podObject(plan: PodPlan, index: number): JsonObject {
  const deleted = plan.fate === 'deleted' || plan.fate === 'deletedNotReady';
  return {
    metadata: {
      name: plan.name, namespace: plan.namespace, uid: `uid-${plan.name}-${index}`, labels: plan.labels,
      ...(deleted ? { deletionTimestamp: instant(plan.readyAt + 60_000) } : {}),
    },
    spec: plan.spec,
    status: podStatus(plan),
  };
}

function podStatus(plan: PodPlan): JsonObject {
  const phases: Partial<Record<Fate, string>> = { pending: 'Pending', failed: 'Failed', succeeded: 'Succeeded' };
  const condition = { type: 'Ready', status: readiness(plan.fate), lastTransitionTime: instant(plan.readyAt) };
  return {
    ...(plan.fate === 'noPhase' ? {} : { phase: phases[plan.fate] ?? 'Running' }),
    ...(plan.fate === 'noStart' ? {} : { startTime: instant(plan.startedAt) }),
    ...(plan.fate === 'noCondition' ? {} : { conditions: [{ type: 'PodScheduled', status: 'True' }, condition] }),
  };
}

function readiness(fate: Fate): string {
  if (fate === 'unknown') {
    return 'Unknown';
  }
  return ['ready', 'noStart', 'deleted', 'noPhase'].includes(fate) ? 'True' : 'False';
}

function containerPlans(random: Random): ContainerPlan[] {
  const names = random.pick([
    ['app'], ['app'], ['app'], ['app', 'sidecar'], ['sidecar', 'app'], ['app', 'sidecar', 'third'],
  ]);
  return names.map(name => ({
    name,
    cpuMilli: random.chance(0.03) ? 0 : random.pick([100, 100, 100, 100, 200, 250, 1000, 10, 333]),
    memoryBytes: random.pick([64, 100, 128]) * 1024 * 1024,
  }));
}

function podSpec(random: Random, containers: readonly ContainerPlan[]): JsonObject {
  const missing = random.chance(0.01) ? random.pick(['cpu', 'memory', 'both']) : '';
  const made = containers.map((container, index) => containerObject(random, container, index === 0 ? missing : ''));
  return {
    containers: made,
    ...initContainers(random),
    ...podLevel(random),
    ...(random.chance(0.3) ? { nodeName: 'node-1' } : {}),
  };
}

function containerObject(random: Random, plan: ContainerPlan, missing: string): JsonObject {
  const cpu = random.chance(0.01) ? oddAmount(random) : `${plan.cpuMilli}m`;
  const requests = {
    ...(missing === 'cpu' || missing === 'both' ? {} : { cpu }),
    ...(missing === 'memory' || missing === 'both' ? {} : { memory: String(plan.memoryBytes) }),
    ...(random.chance(0.05) ? { 'ephemeral-storage': '1Gi', 'hugepages-2Mi': '4Mi' } : {}),
  };
  return { name: plan.name, resources: random.chance(0.003) ? {} : { requests } };
}

function initContainers(random: Random): JsonObject {
  if (random.chance(0.85)) {
    return {};
  }
  return {
    initContainers: random.list(1, 2, index => ({
      name: index === 0 ? 'proxy' : 'setup',
      ...(random.chance(0.6) ? { restartPolicy: 'Always' } : {}),
      resources: random.chance(0.95) ? { requests: { cpu: random.pick(['50m', '2', '10m']), memory: '16Mi' } } : {},
    })),
  };
}

const overheads: readonly [JsonObject, ...JsonObject[]] = [{ cpu: '50m', memory: '16Mi' }, { memory: '1Mi' }];

/** Requests of the pod as a whole, overhead, and limits that are no requests. */
function podLevel(random: Random): JsonObject {
  const requests = random.pick<JsonObject>([
    { cpu: '300m', memory: '256Mi' }, { cpu: '500m' }, { memory: '1Gi' }, { 'hugepages-2Mi': '2Mi' }, { cpu: '0' }, {},
    { 'example.com/gpu': '1' }, { 'ephemeral-storage': '1Gi' },
  ]);
  return {
    ...(random.chance(0.1) ? { resources: { requests } } : {}),
    ...(random.chance(0.02) ? { resources: { limits: { cpu: '1' } } } : {}),
    ...(random.chance(0.1) ? { overhead: random.pick<JsonObject>(overheads) } : {}),
  };
}
