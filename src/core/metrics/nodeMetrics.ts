import type { MetricsMetadata, ResourceUsageTexts } from './podMetrics.js';

/** A NodeMetrics of metrics.k8s.io: the fields that we read. */
export interface NodeMetrics {
  readonly metadata: MetricsMetadata;
  /** When the sample was taken: RFC 3339, whole seconds. */
  readonly timestamp: string;
  /** The time over which CPU was averaged, a Go duration: `15.282s`. */
  readonly window: string;
  readonly usage: ResourceUsageTexts | null;
}
