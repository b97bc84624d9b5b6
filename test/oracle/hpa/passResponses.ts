import type { JsonObject } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';
import { externalValues, objectValue, podValues } from './adapterSamples.js';
import { failure, putFailure, wrongAnswer, type RecordedResponse } from './apiFailures.js';
import { pathPart, queryOf } from './labelSelectors.js';
import type { MetricPlan } from './metricSpecs.js';
import type { PodPlan } from './podPlans.js';
import { podMetrics, type Load, type Scene } from './samples.js';
import { scaleBody, statusReplicas, type ScalePlan } from './scaleAnswers.js';
import type { Workload } from './workload.js';

export interface PassScene {
  readonly now: number;
  readonly load: Load;
  /** Of custom.metrics.k8s.io; empty when it is not registered. */
  readonly version: string;
  readonly faultRate: number;
  readonly pods: readonly PodPlan[];
}

/** The answers that the controller will look for in a pass, and some that it will not. */
export function passResponses(random: Random, workload: Workload, scene: PassScene): JsonObject {
  const replicas = statusReplicas(random, workload.replicas);
  const entries: [string, RecordedResponse][] = [
    ...scaleEntries(random, workload, replicas, scene),
    ...metricEntries(random, workload, { ...scene, statusReplicas: replicas, namespace: workload.namespace }),
  ];
  if (random.chance(scene.faultRate * 0.5)) {
    entries.push([`PUT ${statusPath(workload)}`, putFailure(random)]);
  }
  return Object.fromEntries(entries.map(([key, response]) => [key, { ...response }]));
}

function statusPath({ namespace, name }: Workload): string {
  return `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers/${name}/status`;
}

function scaleEntries(
  random: Random, workload: Workload, replicas: number, scene: PassScene,
): [string, RecordedResponse][] {
  return workload.target.bases.flatMap((base, index): [string, RecordedResponse][] => {
    const [root, plural] = base.split(' ');
    const path = `${root}/namespaces/${workload.namespace}/${plural}/${workload.name}/scale`;
    const isTried = index === 0 && workload.target.bases.length > 1;
    const body = scaleBody(random, { ...planOf(workload), statusReplicas: replicas });
    const got = answer(random, isTried ? Math.max(0.5, scene.faultRate) : scene.faultRate * 0.4, body);
    const entry: [string, RecordedResponse] = [`GET ${path}`, got];
    return random.chance(scene.faultRate) ? [entry, [`PUT ${path}`, putFailure(random)]] : [entry];
  });
}

function planOf({ name, namespace, replicas, selector }: Workload): Omit<ScalePlan, 'statusReplicas'> {
  return { name, namespace, replicas, selector };
}

type MetricScene = PassScene & Scene;

function metricEntries(random: Random, workload: Workload, scene: MetricScene): [string, RecordedResponse][] {
  return workload.metrics.flatMap((metric): [string, RecordedResponse][] => {
    const path = metricPath(workload, metric, scene);
    return random.chance(scene.faultRate * 0.3)
      ? []
      : [[`GET ${path}`, answer(random, scene.faultRate, metricBody(random, workload, metric, scene))]];
  });
}

function metricBody(random: Random, workload: Workload, metric: MetricPlan, scene: MetricScene): JsonObject {
  const pods = random.chance(0.05) ? scene.pods : workload.pods;
  switch (metric.type) {
    case 'Pods': return podValues(random, pods, metric, scene);
    case 'Object': return objectValue(random, metric, scene);
    case 'External': return externalValues(random, metric, scene);
    default: return podMetrics(random, pods, workload.metrics.filter(isResource), scene);
  }
}

function isResource({ type }: MetricPlan): boolean {
  return type === 'Resource' || type === 'ContainerResource';
}

const external = '/apis/external.metrics.k8s.io/v1beta1';

function metricPath(workload: Workload, metric: MetricPlan, { version }: MetricScene): string {
  const labelSelector = workload.selector.canonical;
  const namespace = `namespaces/${workload.namespace}`;
  const custom = `/apis/custom.metrics.k8s.io/${version}/${namespace}`;
  const name = pathPart(metric.name);
  const metricLabelSelector = metric.canonicalSelector;
  switch (metric.type) {
    case 'Pods': return `${custom}/pods/%2A/${name}${queryOf({ labelSelector, metricLabelSelector })}`;
    case 'Object': return `${custom}/${metric.describedPath}/${name}${queryOf({ metricLabelSelector })}`;
    case 'External':
      return `${external}/${namespace}/${name}${queryOf({ labelSelector: metricLabelSelector })}`;
    default: return `/apis/metrics.k8s.io/v1beta1/${namespace}/pods${queryOf({ labelSelector })}`;
  }
}

function answer(random: Random, faultRate: number, body: JsonObject): RecordedResponse {
  if (random.chance(faultRate)) {
    return random.chance(0.75) ? failure(random) : wrongAnswer(random);
  }
  return { status: 200, body };
}
