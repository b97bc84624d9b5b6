/** A minor of Kubernetes 1 whose HPA controller we follow: 37 for 1.37. */
export type ControllerMinor = number;

/** A feature gate of kube-controller-manager that a decision depends on. */
export type ControllerGate =
  | 'HPAScaleToZero'
  | 'HPAConfigurableTolerance'
  | 'HPAGeneration'
  | 'HPAOptimizedSelectorStore'
  | 'PodLevelResources';

interface GateStages {
  /** From this minor on the gate exists and can be set. */
  readonly since: number;
  /** From this minor on it is on unless it is turned off; absent: it is off unless it is turned on. */
  readonly onSince?: number;
  /** From this minor on it cannot be turned off. */
  readonly lockedSince?: number;
}

/** The oldest controller whose behaviour is known here. */
export const oldestMinor: ControllerMinor = 29;
/** The newest one; an even newer controller is taken for it, and the decision says so. */
export const newestMinor: ControllerMinor = 37;
/** Those that were compared with the real controller, pass by pass, by `test/oracle/hpa.oracle.test.ts`. */
export const verifiedMinors: readonly ControllerMinor[] = [37];

const gateStages: Readonly<Record<ControllerGate, GateStages>> = {
  HPAScaleToZero: { since: 36, onSince: 37 }, // before 1.36 only the API server asked for it
  HPAConfigurableTolerance: { since: 33, onSince: 35, lockedSince: 37 },
  HPAGeneration: { since: 37, onSince: 37 },
  HPAOptimizedSelectorStore: { since: 37, onSince: 37 },
  PodLevelResources: { since: 34, onSince: 34 }, // older releases know it, but their controller does not look
};

/**
 * What changed in the HPA controller, and when. Each entry is the first minor that behaves so; before it, it did not.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler of 1.29.15, 1.30.14, 1.31.14, 1.32.11, 1.33.7, 1.34.4,
 *   1.35.2, 1.36.2 and 1.37.2, which were read beside each other
 */
const changedIn = {
  /** The tolerance is two bounds of the ratio, not a distance from 1. */
  toleranceBounds: 33,
  /** A pod whose metrics lack the container is missing; before, the whole metric failed. */
  containerCanBeMissing: 33,
  /** The status of an average over an object names the object; before, the name and the kind are empty. */
  objectAverageNamesObject: 33,
  /** Memory is written to the status in binary suffixes. */
  binaryMemory: 34,
  /** The scale is read again and written again after a conflict. */
  retryOnConflict: 34,
  /** The sum, the replicas and the average of an external average are capped; before, they wrap. */
  externalAverageCap: 34,
  /** So are the replicas for a value of an object or an external metric, and the sum of the latter. */
  valueCap: 35,
  /** A container that a pod does not have is an error; before, the pod requests nothing. */
  unknownContainerFails: 35,
  /** The condition ScaledToZero decides what happens at no replicas. */
  scaledToZeroCondition: 36,
  /** The error of an object metric names the object in reading order. */
  objectErrorText: 37,
  /** An ambiguous selector names two of the autoscalers at most. */
  ambiguousSelectorText: 37,
} as const;

/** A change of behaviour that {@link behaves} can be asked about. */
export type ControllerChange = keyof typeof changedIn;

/** Whether a controller of this minor behaves in the changed way. */
export function behaves(minor: ControllerMinor, change: ControllerChange): boolean {
  return minor >= changedIn[change];
}

/** The minor to follow for a version such as `1.37` or `v1.37.2`; nothing when it is not one of Kubernetes 1. */
export function parseMinor(version: string): ControllerMinor | undefined {
  const [, minor] = /^v?1\.(\d+)(?:[.+-].*)?$/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}

/** The known minor nearest to one. */
export function followedMinor(minor: ControllerMinor): ControllerMinor {
  return Math.min(Math.max(minor, oldestMinor), newestMinor);
}

/** What a gate is when nobody set it. */
export function gateDefault(gate: ControllerGate, minor: ControllerMinor): boolean {
  return minor >= (gateStages[gate].onSince ?? Infinity);
}

/** Whether setting a gate is an error: it cannot be turned off any more. */
export function isGateLocked(gate: string, minor: ControllerMinor): boolean {
  return isControllerGate(gate) && minor >= (gateStages[gate].lockedSince ?? Infinity);
}

/** Whether a gate has a say in this minor. */
export function knowsGate(gate: ControllerGate, minor: ControllerMinor): boolean {
  return minor >= gateStages[gate].since;
}

function isControllerGate(gate: string): gate is ControllerGate {
  return Object.hasOwn(gateStages, gate);
}
