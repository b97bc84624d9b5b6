import { problemOf, valueOf, type Seen } from '../kube/seen.js';
import type { NodeFacts } from './nodeFacts.js';
import type { NodeMetrics } from './nodeMetrics.js';
import type { PodMetrics } from './podMetrics.js';
import type { PodRations } from './podRations.js';
import {
  nodeUsageRow, podUsageRow, type NodeUsageRow, type NoSamplesRow, type UsagePart, type UsageRow,
} from './usageRow.js';

/** All that usage is put together from; each part is seen or not for itself. */
export interface UsageParts {
  readonly pods: Seen<readonly PodMetrics[]>;
  readonly nodes: Seen<readonly NodeMetrics[]>;
  /** By `namespace/name`, of the pods that run. */
  readonly requests: Seen<ReadonlyMap<string, PodRations>>;
  /** By name. */
  readonly allocatable: Seen<ReadonlyMap<string, NodeFacts>>;
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
    ...(valueOf(pods) ?? []).map(pod => {
      const id = `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`;
      return { ...podUsageRow(pod, valueOf(requests)?.get(id), clockSkewMs), ...version };
    }),
    ...nodeRows(parts).map(row => ({ ...row, ...version })),
    ...unseenRows(parts),
  ];
  return [...shown, ...noSamples(parts, shown)];
}

/** The nodes of the cluster, and those that only the Metrics API knows, as `kubectl top nodes` has them. */
function nodeRows({ nodes, allocatable, clockSkewMs }: UsageParts): NodeUsageRow[] {
  const metrics = new Map((valueOf(nodes) ?? []).map(node => [node.metadata.name, node]));
  const facts = valueOf(allocatable);
  const names = new Set([...facts?.keys() ?? [], ...metrics.keys()]);
  return [...names].map(name => nodeUsageRow(name, metrics.get(name), facts?.get(name), clockSkewMs));
}

function unseenRows(parts: UsageParts): UsageRow[] {
  const names: readonly UsagePart[] = ['pods', 'nodes', 'requests', 'allocatable'];
  return names.flatMap(part => {
    const problem = problemOf(parts[part]);
    return problem ? [{ kind: 'unseen', id: `unseen/${part}`, part, problem }] : [];
  });
}

/** Said where there is something else to show: an empty view has its welcome. */
function noSamples({ pods, requests }: UsageParts, shown: readonly UsageRow[]): NoSamplesRow[] {
  const runningPods = valueOf(requests)?.size;
  const isEmpty = valueOf(pods)?.length === 0 && !problemOf(pods);
  return isEmpty && (shown.length > 0 || (runningPods ?? 0) > 0)
    ? [{ kind: 'noSamples', id: 'noSamples', runningPods }]
    : [];
}
