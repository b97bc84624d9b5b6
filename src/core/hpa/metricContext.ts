import type { LabelRequirements } from '../kube/labels/requirement.js';
import type { Pod } from '../kube/pod.js';
import type { Pass } from './pass.js';

/** What all metrics of a pass share. */
export interface MetricContext {
  readonly pass: Pass;
  readonly selector: LabelRequirements;
  /** The pods that the selector matches. */
  readonly pods: readonly Pod[];
  readonly currentReplicas: number;
  readonly statusReplicas: number;
}
