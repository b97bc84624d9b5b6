import { stringAt, type JsonObject } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';
import { hpaStatus } from './hpaStatuses.js';
import { step } from './moments.js';
import { passResponses } from './passResponses.js';
import { podObject } from './podPlans.js';
import { load, shuffled } from './samples.js';
import { restMappings, Workload } from './workload.js';

const start = Date.parse('2026-11-24T10:00:00.000Z');

/** The lines of a recording that the real controller can replay. */
export function recordingCase(random: Random): JsonObject[] {
  const header = recordingHeader(random);
  const world = new World(random, stringAt(header, 'customMetricsVersion') ?? '');
  const length = random.chance(0.1) ? random.int(15, 40) : random.int(1, 6);
  return [header, ...Array.from({ length }, () => world.next(random))];
}

/** The text of the file. */
export function recordingText(lines: readonly JsonObject[]): string {
  return lines.map(line => `${JSON.stringify(line)}\n`).join('');
}

function recordingHeader(random: Random): JsonObject {
  const customMetricsVersion = random.chance(0.95)
    ? random.pick(['v1beta2', 'v1beta2', 'v1beta1'])
    : random.pick([undefined, undefined, 'v1']);
  return {
    kind: 'HpaRecording', formatVersion: 1, recordedBy: 'the differential tests',
    ...(random.chance(0.4) ? { controller: controllerSettings(random) } : {}),
    ...(random.chance(0.5) ? { memory: random.pick(['empty', 'unknown']) } : {}),
    restMappings,
    ...(customMetricsVersion === undefined ? {} : { customMetricsVersion }),
  };
}

function controllerSettings(random: Random): JsonObject {
  const some = <T>(probability: number, key: string, ...choices: readonly [T, ...T[]]): Record<string, T> =>
    random.chance(probability) ? { [key]: random.pick(choices) } : {};
  return {
    ...some(0.5, 'version', '1.37'),
    ...some(0.3, 'tolerance', 0.1, 0, 0.05, 0.2, 0.5, 1),
    ...some(0.3, 'downscaleStabilizationSeconds', 300, 60, 15, 0, 1),
    ...some(0.3, 'cpuInitializationPeriodSeconds', 300, 120, 60, 0),
    ...some(0.3, 'initialReadinessDelaySeconds', 30, 10, 0, 60),
    ...some(0.2, 'syncPeriodSeconds', 15, 30),
    ...some(0.5, 'featureGates', ...gateSets),
  };
}

const gateSets: readonly [JsonObject, ...JsonObject[]] = [
  { HPAScaleToZero: false }, { HPAScaleToZero: false }, { HPAOptimizedSelectorStore: false },
  { PodLevelResources: false }, {}, { HPAGeneration: false }, { StaleControllerConsistencyHPA: false },
  { HPAConfigurableTolerance: true },
  { HPAScaleToZero: false, HPAOptimizedSelectorStore: false, PodLevelResources: false, HPAGeneration: false },
];

class World {
  readonly #version: string;
  readonly #workloads: Workload[];
  readonly #faultRate: number;
  #now: number;

  constructor(random: Random, version: string) {
    this.#version = version;
    this.#now = start + random.pick([0, 0, 0, 123, 500]);
    this.#faultRate = random.pick([0, 0, 0.03, 0.15]);
    const count = random.pick([1, 1, 1, 1, 2, 2, 3]);
    this.#workloads = Array.from({ length: count }, (_, index) =>
      new Workload(random, ['web', 'api', 'zoo'][index] ?? 'web', this.#now));
  }

  next(random: Random): JsonObject {
    this.#now += step(random);
    const workload = this.#workloads[random.int(0, this.#workloads.length - 1)];
    if (workload === undefined || random.chance(0.01)) {
      return { time: this.#time(), deleted: { namespace: 'default', name: workload?.name ?? 'web' } };
    }
    workload.disturb(random);
    return this.#pass(random, workload);
  }

  #pass(random: Random, workload: Workload): JsonObject {
    workload.adjustPods(random, this.#now);
    const current = load(random);
    const siblings = this.#workloads.filter(({ namespace }) => namespace === workload.namespace);
    const pods = shuffled(random, siblings.flatMap(sibling => sibling.pods));
    const scene = { now: this.#now, load: current, version: this.#version, faultRate: this.#faultRate, pods };
    const made = {
      time: this.#time(),
      hpa: hpaObject(random, workload),
      pods: pods.map(podObject),
      responses: passResponses(random, workload, scene),
    };
    workload.follow(random, current.ratio);
    return made;
  }

  #time(): string {
    return new Date(this.#now).toISOString();
  }
}

function hpaObject(random: Random, workload: Workload): JsonObject {
  const zero = workload.replicas === 0
    ? random.pick(['scaledToZero', 'scaledToZero', 'notScaledToZero', 'absent'] as const)
    : random.pick(['notScaledToZero', 'notScaledToZero', 'absent', 'absent', 'absent', 'scaledToZero'] as const);
  return {
    apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler',
    metadata: {
      name: workload.name, namespace: workload.namespace, uid: `hpa-${workload.name}`, generation: workload.generation,
    },
    spec: workload.spec,
    status: hpaStatus(random, { replicas: workload.replicas, desired: workload.desired, zero }),
  };
}
