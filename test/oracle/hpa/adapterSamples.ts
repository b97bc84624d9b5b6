import type { JsonObject, JsonValue } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';
import { milliText, oddAmount, oddJsonAmount } from './amounts.js';
import type { MetricPlan } from './metricSpecs.js';
import { instant } from './moments.js';
import { wholeSecond, type PodPlan } from './podPlans.js';
import { shuffled, unevenness, type Scene } from './samples.js';

/** A value for each pod, as an adapter of custom metrics answers. */
export function podValues(
  random: Random, pods: readonly PodPlan[], metric: MetricPlan, scene: Scene & { version: string },
): JsonObject {
  const reporting = pods.filter(() => random.chance(0.94));
  const items = reporting.map(pod => customItem(random, { kind: 'Pod', name: pod.name }, metric, scene));
  return list(scene.version, random.chance(0.02) ? [] : shuffled(random, items));
}

/** One value, seldom none or two. */
export function objectValue(random: Random, metric: MetricPlan, scene: Scene & { version: string }): JsonObject {
  const count = random.chance(0.95) ? 1 : random.pick([0, 2]);
  const described = { kind: 'X', name: 'x' };
  return list(scene.version, Array.from({ length: count }, () => customItem(random, described, metric, scene)));
}

/** The values of an external metric, which the controller adds up. */
export function externalValues(random: Random, metric: MetricPlan, scene: Scene): JsonObject {
  const count = random.chance(0.7) ? 1 : random.int(0, 4);
  const share = valueOf(metric, scene) / Math.max(1, count);
  const items = Array.from({ length: count }, () => ({
    metricName: metric.name, metricLabels: { queue: 'jobs' }, timestamp: instant(wholeSecond(scene.now)),
    value: amount(random, share * unevenness(random, scene.load), scene),
  }));
  return { kind: 'ExternalMetricValueList', apiVersion: 'external.metrics.k8s.io/v1beta1', metadata: {}, items };
}

function list(version: string, items: readonly JsonObject[]): JsonObject {
  return { kind: 'MetricValueList', apiVersion: `custom.metrics.k8s.io/${version}`, metadata: {}, items };
}

function customItem(
  random: Random, described: JsonObject, metric: MetricPlan, scene: Scene & { version: string },
): JsonObject {
  const identity = scene.version === 'v1beta1'
    ? { metricName: metric.name }
    : { metric: { name: metric.name, selector: null } };
  return {
    describedObject: { ...described, namespace: scene.namespace, apiVersion: '/v1' },
    ...identity,
    timestamp: instant(wholeSecond(scene.now) - 5000),
    ...(random.chance(0.3) ? { windowSeconds: random.pick([30, 60, 0]) } : {}),
    value: amount(random, valueOf(metric, scene) * unevenness(random, scene.load), scene),
  };
}

/** Thousandths. An average over pods is the adapter's to multiply, except for Pods metrics. */
function valueOf(metric: MetricPlan, { load, statusReplicas }: Scene): number {
  const multiple = metric.target.isAverage && metric.type !== 'Pods' ? Math.max(1, statusReplicas) : 1;
  return (metric.target.milli ?? 1000) * multiple * load.ratio;
}

function amount(random: Random, milli: number, { load }: Scene): JsonValue {
  if (load.isOdd && random.chance(0.6)) {
    return random.chance(0.85) ? oddAmount(random) : oddJsonAmount(random);
  }
  return milliText(random, milli);
}
