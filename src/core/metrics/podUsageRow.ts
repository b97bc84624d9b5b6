import { parseDuration } from '../kube/duration.js';
import { podUsage, usageOf, type PodMetrics } from './podMetrics.js';
import { formatCpu, formatMemory } from './usageText.js';

/** What a pod or a container used: texts as `kubectl top` prints them. */
export interface UsageTexts {
  readonly cpu: string;
  readonly memory: string;
}

/** One pod's sample as the list shows it: plain data. */
export interface PodUsageRow extends UsageTexts {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly containers: readonly (UsageTexts & { readonly name: string })[];
  /** When the sample was taken, Unix time. Absent when no container has a rate yet. */
  readonly sampledAtMs: number | undefined;
  /** The time over which CPU was averaged. Absent when the text is no duration. */
  readonly windowMs: number | undefined;
  /** The window as the API says it: `15.282s`. */
  readonly window: string;
}

/** Reads one item of the Metrics API. */
export function podUsageRow(pod: PodMetrics): PodUsageRow {
  const namespace = pod.metadata.namespace ?? '';
  const window = parseDuration(pod.window);
  return {
    id: `${namespace}/${pod.metadata.name}`,
    namespace,
    name: pod.metadata.name,
    cpu: formatCpu(podUsage(pod, 'cpu')),
    memory: formatMemory(podUsage(pod, 'memory')),
    containers: (pod.containers ?? []).map(({ name, usage }) => ({
      name,
      cpu: formatCpu(usageOf(usage, 'cpu')),
      memory: formatMemory(usageOf(usage, 'memory')),
    })),
    sampledAtMs: pod.timestamp === null ? undefined : Date.parse(pod.timestamp),
    windowMs: window.ok ? Number(window.ns / 1_000_000n) : undefined,
    window: pod.window,
  };
}
