import type { HorizontalPodAutoscaler } from '../kube/hpa.js';

/** The groups of the APIs from which autoscalers get their numbers. */
export const METRICS_GROUPS = ['metrics.k8s.io', 'custom.metrics.k8s.io', 'external.metrics.k8s.io'] as const;

/** One of {@link METRICS_GROUPS}. */
export type MetricsGroup = (typeof METRICS_GROUPS)[number];

/** Which metrics APIs an autoscaler asks. */
export interface MetricsNeed {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly groups: readonly MetricsGroup[];
}

/** Reads what an autoscaler needs. A metric of a type that we do not know needs nothing that we know. */
export function metricsNeed({ metadata, spec }: HorizontalPodAutoscaler): MetricsNeed {
  const namespace = metadata.namespace ?? '';
  const asked = new Set((spec?.metrics ?? []).map(({ type }) => groupOfMetric(type)));
  return {
    id: `${namespace}/${metadata.name}`,
    namespace,
    name: metadata.name,
    groups: METRICS_GROUPS.filter(group => asked.has(group)),
  };
}

/** Whether a group is one of {@link METRICS_GROUPS}. */
export function isMetricsGroup(group: string): group is MetricsGroup {
  return METRICS_GROUPS.some(known => known === group);
}

/** @see kubernetes pkg/controller/podautoscaler/metrics/client.go */
function groupOfMetric(type: string): MetricsGroup | undefined {
  switch (type) {
    case 'Resource':
    case 'ContainerResource': return 'metrics.k8s.io';
    case 'Pods':
    case 'Object': return 'custom.metrics.k8s.io';
    case 'External': return 'external.metrics.k8s.io';
    default: return undefined;
  }
}
