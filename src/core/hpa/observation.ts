import type { HorizontalPodAutoscaler } from '../kube/hpa.js';
import type { Pod } from '../kube/pod.js';
import type { ApiResponses } from './requests/apiReader.js';

/** Everything of the cluster that one pass of the HPA controller over one autoscaler depends on. */
export interface Observation {
  /** The controller's clock when the pass begins; it stands still during the pass. Unix time, ns. */
  readonly nowNs: bigint;
  /** As read, the status included, with what the API server fills in. */
  readonly hpa: HorizontalPodAutoscaler;
  /** The pods of its namespace, or at least those that the selector of its target matches. Their order may matter. */
  readonly pods: readonly Pod[];
  /** The raw answers to the requests of the pass. */
  readonly responses: ApiResponses;
}

/** `namespace/name`, as the controller keys its memory. */
export function hpaKey({ metadata: { namespace, name } }: HorizontalPodAutoscaler): string {
  return `${namespace ?? ''}/${name}`;
}
