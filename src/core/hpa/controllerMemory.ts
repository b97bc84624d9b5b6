import type { LabelRequirements } from '../kube/labels/requirement.js';

/** What an autoscaler wanted at an earlier pass, before stabilization. */
export interface Recommendation {
  readonly replicas: number;
  /** Unix time, ns. */
  readonly timestampNs: bigint;
}

/** A change of the scale that the controller made. */
export interface ScaleEvent {
  /** How many replicas were added or removed; not negative. */
  readonly change: number;
  /** Unix time, ns. */
  readonly timestampNs: bigint;
  /** Older than every policy of its direction when the next event came: its place may be used again. */
  readonly isOutdated: boolean;
}

/** What the controller remembers of one autoscaler between passes. None of it is in the API. */
export interface HpaMemory {
  /** In the controller's order, which is not that of time. Empty only before the first pass that read the scale. */
  readonly recommendations: readonly Recommendation[];
  readonly scaleUpEvents: readonly ScaleEvent[];
  readonly scaleDownEvents: readonly ScaleEvent[];
  /** The selector of the target as last read; absent until a pass came so far. */
  readonly selector: LabelRequirements | undefined;
}

/** What the controller remembers, by `namespace/name`. Lost when it restarts. */
export type ControllerMemory = ReadonlyMap<string, HpaMemory>;

/** What is known of an autoscaler that the controller sees for the first time. */
export const noMemory: HpaMemory = {
  recommendations: [], scaleUpEvents: [], scaleDownEvents: [], selector: undefined,
};

/** The memory once an autoscaler was found gone. */
export function forget(memory: ControllerMemory, key: string): ControllerMemory {
  return new Map([...memory].filter(([other]) => other !== key));
}

/** The memory with what is new of one autoscaler. */
export function remember(memory: ControllerMemory, key: string, hpa: HpaMemory): ControllerMemory {
  return new Map([...memory, [key, hpa]]);
}
