import type { ClusterProblem } from '../../base/errors.js';
import type { NodeFacts } from './nodeFacts.js';
import type { NodeMetrics } from './nodeMetrics.js';
import type { PodMetrics } from './podMetrics.js';
import type { PodRations } from './podRations.js';
import {
  nodeUsageRow, podUsageRow, type NodeUsageRow, type NoSamplesRow, type UsagePart, type UsageRow,
} from './usageRow.js';

/** One part of usage as it was last seen, and why it may be out of date. */
export interface SeenPart<T> {
  /** Absent: not seen yet. */
  readonly seen: T | undefined;
  /** Absent: it could be read. */
  readonly problem: ClusterProblem | undefined;
}

/** All that usage is put together from. */
export interface UsageParts {
  readonly pods: SeenPart<readonly PodMetrics[]>;
  readonly nodes: SeenPart<readonly NodeMetrics[]>;
  /** By `namespace/name`, of the pods that run. */
  readonly requests: SeenPart<ReadonlyMap<string, PodRations>>;
  /** By name. */
  readonly allocatable: SeenPart<ReadonlyMap<string, NodeFacts>>;
  /** See {@link clockSkewMs}. */
  readonly clockSkewMs: number;
  /** The version of the Metrics API: `metrics.k8s.io/v1beta1`. */
  readonly apiVersion?: string;
}

/** The rows of a cluster: what was seen, and for each part that could not be read, that it could not. */
export function usageRows(parts: UsageParts): UsageRow[] {
  const { pods, requests, clockSkewMs } = parts;
  const version = parts.apiVersion === undefined ? {} : { apiVersion: parts.apiVersion };
  const shown: UsageRow[] = [
    ...(pods.seen ?? []).map(pod => {
      const id = `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`;
      return { ...podUsageRow(pod, requests.seen?.get(id), clockSkewMs), ...version };
    }),
    ...nodeRows(parts).map(row => ({ ...row, ...version })),
    ...unseenRows(parts),
  ];
  return [...shown, ...noSamples(parts, shown)];
}

/** The nodes of the cluster, and those that only the Metrics API knows, as `kubectl top nodes` has them. */
function nodeRows({ nodes, allocatable, clockSkewMs }: UsageParts): NodeUsageRow[] {
  const metrics = new Map((nodes.seen ?? []).map(node => [node.metadata.name, node]));
  const names = new Set([...allocatable.seen?.keys() ?? [], ...metrics.keys()]);
  return [...names].map(name => nodeUsageRow(name, metrics.get(name), allocatable.seen?.get(name), clockSkewMs));
}

function unseenRows(parts: UsageParts): UsageRow[] {
  const names: readonly UsagePart[] = ['pods', 'nodes', 'requests', 'allocatable'];
  return names.flatMap(part => {
    const { problem } = parts[part];
    return problem ? [{ kind: 'unseen', id: `unseen/${part}`, part, problem }] : [];
  });
}

/** Said where there is something else to show: an empty view has its welcome. */
function noSamples({ pods, requests }: UsageParts, shown: readonly UsageRow[]): NoSamplesRow[] {
  const runningPods = requests.seen?.size;
  const isEmpty = pods.seen?.length === 0 && !pods.problem;
  return isEmpty && (shown.length > 0 || (runningPods ?? 0) > 0)
    ? [{ kind: 'noSamples', id: 'noSamples', runningPods }]
    : [];
}
