import type { Lab } from './lab.js';

/** Takes a fault back. */
export type Undo = () => Promise<void>;

/** Something that can be wrong with a lab. */
export interface Fault {
  readonly title: string;
  /** Why this lab cannot have it, in words that follow "because"; undefined: it can. */
  readonly unsupported?: (lab: Lab) => string | undefined;
  /**
   * Makes it so.
   *
   * @param nodes the nodes whose kubelet is meant; other faults do not look at them
   */
  inject(lab: Lab, nodes: readonly string[]): Promise<Undo>;
}
