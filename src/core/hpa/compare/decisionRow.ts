import type { Explanation } from '../explain/explanation.js';
import type { Assumption } from './controllerSettings.js';
import type { Verdict } from './verdict.js';

/** Why an autoscaler has its number, and whether the controller agrees: plain data. */
export interface DecisionRow {
  /** `namespace/name`. */
  readonly id: string;
  readonly explanation: Explanation;
  readonly verdict: Verdict;
  readonly assumptions: readonly Assumption[];
  /** Whether a pod of kube-controller-manager could be read. */
  readonly isControllerSeen: boolean;
  /** From when on the controller's memory is known. Unix time, ms. */
  readonly memorySinceMs: number;
  /** Pods that the selector counts and the target does not own: who does, `ReplicaSet/other`; empty for nobody. */
  readonly strangers: Readonly<Record<string, string>>;
}
