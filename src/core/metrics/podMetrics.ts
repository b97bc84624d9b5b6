import { parseQuantity } from '../kube/parseQuantity.js';
import { zeroQuantity, type Quantity } from '../kube/quantity.js';
import { sumQuantities } from '../kube/quantityArithmetic.js';

/** The use of resources by name (`cpu`, `memory`), each a text of a quantity. */
export type ResourceUsageTexts = Readonly<Record<string, string>>;

/** A PodMetrics of metrics.k8s.io: the fields that we read. */
export interface PodMetrics {
  readonly metadata: MetricsMetadata;
  /** When the sample was taken: RFC 3339, whole seconds; null when no container has a rate. */
  readonly timestamp: string | null;
  /** The time over which CPU was averaged, a Go duration: `15.282s`. */
  readonly window: string;
  /** Null or empty when no container has a rate. */
  readonly containers: readonly ContainerMetrics[] | null;
}

export interface MetricsMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** When the answer was made: metrics-server keeps no objects. */
  readonly creationTimestamp?: string;
}

export interface ContainerMetrics {
  readonly name: string;
  readonly usage: ResourceUsageTexts | null;
}

/** How much of a resource was used; nothing when it was not measured, or the text is no quantity. */
export function usageOf(usage: ResourceUsageTexts | null, resource: string): Quantity | undefined {
  const text = usage?.[resource];
  const parsed = text === undefined ? undefined : parseQuantity(text);
  return parsed?.ok ? parsed.quantity : undefined;
}

/**
 * How much of a resource a pod used: the exact sum of its containers, which is rounded only when it is printed.
 * (The HPA controller rounds each container first, so its number may be larger.) A container that does not tell
 * counts as zero, as upstream.
 *
 * @returns nothing when no container tells
 * @see kubernetes/kubectl pkg/metricsutil/metrics_printer.go, `getPodMetrics`
 */
export function podUsage(pod: PodMetrics, resource: string): Quantity | undefined {
  const usages = (pod.containers ?? []).map(container => usageOf(container.usage, resource));
  if (usages.every(usage => usage === undefined)) {
    return undefined;
  }
  return sumQuantities(usages.map(usage => usage ?? zeroQuantity));
}
