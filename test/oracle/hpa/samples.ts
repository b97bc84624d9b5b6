import type { JsonObject, JsonValue } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';
import { bytesText, milliText, oddAmount, oddJsonAmount } from './amounts.js';
import type { MetricPlan } from './metricSpecs.js';
import { instant } from './moments.js';
import { wholeSecond, type ContainerPlan, type PodPlan } from './podPlans.js';

/** How much everything is loaded in a pass: as a multiple of the target. */
export interface Load {
  readonly ratio: number;
  /** Pods differ from each other. */
  readonly isUneven: boolean;
  /** Values and objects out of the ordinary. */
  readonly isOdd: boolean;
}

const ratios = [
  1, 1, 1.1, 1.1, 0.9, 0.9, 1.11, 0.89, 1.05, 0.95, 1.2, 0.8, 2, 3, 0.5, 0.3, 0.1, 0, 5, 20, 1.5, 0.7,
] as const;

export function load(random: Random): Load {
  return {
    ratio: random.chance(0.75) ? random.pick(ratios) : random.next() * 3,
    isUneven: random.chance(0.4),
    isOdd: random.chance(0.05),
  };
}

/** A list of PodMetrics as a metrics server answers. `metrics` says which loads to produce. */
export function podMetrics(
  random: Random, pods: readonly PodPlan[], metrics: readonly MetricPlan[], scene: Scene,
): JsonObject {
  const items = pods.filter(pod => reports(random, pod)).map(pod => podSample(random, pod, metrics, scene));
  if (random.chance(0.05)) {
    items.push({ ...podSample(random, strangerTo(pods[0], scene), metrics, scene) });
  }
  if (random.chance(0.02) && items[0] !== undefined) {
    items.push(items[0]);
  }
  return {
    kind: 'PodMetricsList', apiVersion: 'metrics.k8s.io/v1beta1', metadata: {},
    items: random.chance(0.02) ? [] : shuffled(random, items),
  };
}

export interface Scene {
  readonly now: number;
  readonly load: Load;
  readonly namespace: string;
  /** scale.status.replicas */
  readonly statusReplicas: number;
}

export function shuffled<T>(random: Random, values: readonly T[]): T[] {
  return random.chance(0.8)
    ? [...values]
    : values.map(value => ({ value, key: random.next() })).sort((a, b) => a.key - b.key).map(({ value }) => value);
}

function reports(random: Random, pod: PodPlan): boolean {
  return random.chance(['pending', 'succeeded', 'failed'].includes(pod.fate) ? 0.3 : 0.95);
}

/** A pod that only the metrics know. */
function strangerTo(pod: PodPlan | undefined, scene: Scene): PodPlan {
  return {
    name: 'stranger', namespace: scene.namespace, labels: {}, spec: {}, fate: 'ready',
    containers: pod?.containers ?? [{ name: 'app', cpuMilli: 100, memoryBytes: 1 << 26 }],
    startedAt: scene.now, readyAt: scene.now,
  };
}

function podSample(random: Random, pod: PodPlan, metrics: readonly MetricPlan[], scene: Scene): JsonObject {
  const windowSeconds = random.pick([30, 15, 10, 20, 60, 0]);
  const containers = pod.containers.filter(() => random.chance(0.99))
    .map((container, index) => containerSample(random, container, { pod, metrics, scene, index }));
  return {
    metadata: { name: pod.name, namespace: pod.namespace },
    timestamp: sampleTime(random, pod, scene.now, windowSeconds),
    window: random.chance(0.95) ? `${windowSeconds}s` : random.pick(['1m0s', '1m', '0s', '1.5s', '15.123s', '1h2m3s']),
    containers: random.chance(0.99) ? containers : [],
  };
}

/** Around readiness plus one window, where a sample of a young pod begins to count. */
function sampleTime(random: Random, pod: PodPlan, now: number, windowSeconds: number): string {
  const edge = pod.readyAt + windowSeconds * 1000;
  const time = random.chance(0.4)
    ? edge + random.pick([0, 0, 1000, -1000])
    : wholeSecond(now) - random.int(0, 60) * 1000;
  return instant(time);
}

interface Position {
  readonly pod: PodPlan;
  readonly metrics: readonly MetricPlan[];
  readonly scene: Scene;
  readonly index: number;
}

function containerSample(random: Random, container: ContainerPlan, at: Position): JsonObject {
  const cpu = milliText(random, loaded(random, container, 'cpu', at));
  const memory = bytesText(random, loaded(random, container, 'memory', at));
  const odd = at.scene.load.isOdd && random.chance(0.5)
    ? { cpu: random.chance(0.8) ? oddAmount(random) : oddJsonAmount(random) }
    : {};
  const lacking = random.chance(0.01) ? random.pick(['cpu', 'memory'] as const) : undefined;
  const usage: Record<string, JsonValue | undefined> = { cpu, memory, ...odd };
  if (random.chance(0.1)) {
    usage['ephemeral-storage'] = '123Mi';
  }
  return { name: container.name, usage: { ...usage, ...(lacking === undefined ? {} : { [lacking]: undefined }) } };
}

/** Thousandths of cores, or bytes. */
function loaded(random: Random, container: ContainerPlan, resource: 'cpu' | 'memory', at: Position): number {
  const metric = at.metrics.find(candidate => candidate.name === resource);
  const request = resource === 'cpu' ? container.cpuMilli : container.memoryBytes;
  const { utilization, milli } = metric?.target ?? {};
  const average = at.index > 0 ? 0 : (milli ?? 0) / (resource === 'cpu' ? 1 : 1000);
  const wanted = milli === undefined ? request * (Math.min(utilization ?? 50, 1000) / 100) : average;
  return wanted * at.scene.load.ratio * unevenness(random, at.scene.load);
}

export function unevenness(random: Random, { isUneven }: Load): number {
  return isUneven ? 0.5 + random.next() : 1;
}
