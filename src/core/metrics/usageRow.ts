import type { ClusterProblem } from '../../base/errors.js';
import type { NodeFacts } from './nodeFacts.js';
import type { NodeMetrics } from './nodeMetrics.js';
import type { ContainerMetrics, PodMetrics } from './podMetrics.js';
import { noRations, type PodRations } from './podRations.js';
import { containerUse, nodeUse, podUse, type ResourceUse } from './resourceUse.js';
import { sampleOf, type Sample } from './sample.js';

/** What is listed about usage: pods and nodes, and what we could not see of them. Plain data. */
export type UsageRow = PodUsageRow | NodeUsageRow | UnseenUsageRow | NoSamplesRow;

/** The use of CPU and memory. */
export interface Usage {
  readonly cpu: ResourceUse;
  readonly memory: ResourceUse;
}

/** A pod's sample, as the list shows it. */
export interface PodUsageRow extends Usage, Sample {
  readonly kind: 'pod';
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly containers: readonly ContainerUsage[];
  /** The version of the Metrics API that told it: `metrics.k8s.io/v1beta1`. Absent: not of a live cluster. */
  readonly apiVersion?: string;
}

/** The use of one container of a pod. */
export interface ContainerUsage extends Usage {
  readonly name: string;
}

/** A node with its sample, if there is one. */
export interface NodeUsageRow extends Usage, Sample {
  readonly kind: 'node';
  readonly id: string;
  readonly name: string;
  /** The condition Ready when it is not True. Absent too when we may not see nodes. */
  readonly notReady: NodeFacts['notReady'];
  /** As of a pod. */
  readonly apiVersion?: string;
}

/** What usage is put together from, each asked for by itself: one that fails does not hide the others. */
export type UsagePart = 'pods' | 'nodes' | 'requests' | 'allocatable';

/** A part that could not be read: what is shown of it is old, or missing. */
export interface UnseenUsageRow {
  readonly kind: 'unseen';
  readonly id: string;
  readonly part: UsagePart;
  readonly problem: ClusterProblem;
}

/** The Metrics API answered, and has no pod. */
export interface NoSamplesRow {
  readonly kind: 'noSamples';
  readonly id: string;
  /** How many pods run, so how many it could have samples of. Absent: not seen. */
  readonly runningPods: number | undefined;
}

/** Whether a row is of something that is measured, not of what could not be seen. */
export function isMeasured(row: UsageRow): row is PodUsageRow | NodeUsageRow {
  return row.kind === 'pod' || row.kind === 'node';
}

/** Reads one item of the Metrics API. @param rations absent: not seen */
export function podUsageRow(pod: PodMetrics, rations?: PodRations, clockSkewMs = 0): PodUsageRow {
  const namespace = pod.metadata.namespace ?? '';
  return {
    kind: 'pod',
    id: `pod/${namespace}/${pod.metadata.name}`,
    namespace,
    name: pod.metadata.name,
    cpu: podUse(pod, 'cpu', rations?.pod.cpu),
    memory: podUse(pod, 'memory', rations?.pod.memory),
    containers: (pod.containers ?? []).map(container => containerUsage(container, rations)),
    ...sampleOf(pod, clockSkewMs),
  };
}

function containerUsage(container: ContainerMetrics, rations: PodRations | undefined): ContainerUsage {
  const own = rations && (rations.containers.get(container.name) ?? noRations);
  return {
    name: container.name,
    cpu: containerUse(container, 'cpu', own?.cpu),
    memory: containerUse(container, 'memory', own?.memory),
  };
}

/**
 * A node as `kubectl top nodes` prints it.
 * @param metrics absent: there is no sample of it
 * @param facts absent: not seen
 */
export function nodeUsageRow(
  name: string, metrics: NodeMetrics | undefined, facts?: NodeFacts, clockSkewMs = 0,
): NodeUsageRow {
  const usage = metrics?.usage ?? null;
  return {
    kind: 'node',
    id: `node/${name}`,
    name,
    cpu: nodeUse(usage, 'cpu', facts?.cpu),
    memory: nodeUse(usage, 'memory', facts?.memory),
    notReady: facts?.notReady,
    ...sampleOf(metrics, clockSkewMs),
  };
}
