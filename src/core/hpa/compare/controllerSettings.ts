/** What a user says that the controller runs with; absent: it is looked for, or assumed. Plain data. */
export interface ControllerSettings {
  readonly version?: string;
  readonly tolerance?: number;
  readonly downscaleStabilizationSeconds?: number;
  readonly cpuInitializationPeriodSeconds?: number;
  readonly initialReadinessDelaySeconds?: number;
}

/** One thing that the controller runs with, and how we know. Plain data. */
export interface Assumption {
  /** `version`, or what follows `--horizontal-pod-autoscaler-` in the name of a flag. */
  readonly what: string;
  readonly value: string;
  /** `set` by the user, `seen` in the cluster, or the `default` of Kubernetes, which is a guess. */
  readonly from: 'set' | 'seen' | 'default';
}
