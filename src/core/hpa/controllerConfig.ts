import {
  gateDefault, isGateLocked, knowsGate, type ControllerGate, type ControllerMinor,
} from './controllerVersion.js';

/** A resource that the API server serves: `apps`, `v1`, `deployments`. The core group is empty. */
export interface GroupVersionResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

/** `Deployment.apps` → where objects of that kind are, in the order of the REST mapper. */
export type RestMappings = ReadonlyMap<string, readonly GroupVersionResource[]>;

/** What the HPA controller runs with. None of it is in the API; some of it is in the command line of its pod. */
export interface ControllerConfig {
  /** The minor of Kubernetes whose behaviour is followed. */
  readonly minor: ControllerMinor;
  /** `--horizontal-pod-autoscaler-tolerance`, a share of 1. */
  readonly tolerance: number;
  /** `--horizontal-pod-autoscaler-downscale-stabilization`. */
  readonly downscaleStabilizationNs: bigint;
  /** `--horizontal-pod-autoscaler-cpu-initialization-period`. */
  readonly cpuInitializationPeriodNs: bigint;
  /** `--horizontal-pod-autoscaler-initial-readiness-delay`. */
  readonly initialReadinessDelayNs: bigint;
  /** Gates that differ from the defaults of the minor. */
  readonly featureGates: Readonly<Record<string, boolean>>;
  readonly restMappings: RestMappings;
  /** The version of custom.metrics.k8s.io that the controller prefers; absent when nobody registered the group. */
  readonly customMetricsVersion: string | undefined;
}

/** Whether a gate is on in the controller. */
export function isGateOn({ minor, featureGates }: ControllerConfig, gate: ControllerGate): boolean {
  if (!knowsGate(gate, minor)) {
    return false;
  }
  const set = Object.hasOwn(featureGates, gate) ? featureGates[gate] : undefined;
  return set ?? gateDefault(gate, minor);
}

/** The first gate that is turned off although this minor has locked it on; nothing when there is none. */
export function lockedGateOff(gates: Readonly<Record<string, boolean>>, minor: ControllerMinor): string | undefined {
  return Object.entries(gates).find(([gate, on]) => !on && isGateLocked(gate, minor))?.[0];
}
