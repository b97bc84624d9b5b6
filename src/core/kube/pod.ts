/** A v1 Pod: the fields that an HPA decision reads. */
export interface Pod {
  readonly metadata: PodMetadata;
  readonly spec?: PodSpec;
  readonly status?: PodStatus;
}

export interface PodMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>> | null;
  readonly ownerReferences?: readonly OwnerReference[] | null;
  readonly deletionTimestamp?: string | null;
  readonly creationTimestamp?: string | null;
}

export interface OwnerReference {
  readonly kind?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly controller?: boolean;
}

export interface PodSpec {
  readonly containers?: readonly PodContainer[] | null;
  readonly initContainers?: readonly PodContainer[] | null;
  /** Of the pod as a whole. */
  readonly resources?: ResourceRequirements | null;
  readonly overhead?: ResourceTexts | null;
  readonly nodeName?: string;
}

export interface PodContainer {
  readonly name: string;
  /** `Always` on an init container makes it a sidecar. */
  readonly restartPolicy?: string | null;
  readonly resources?: ResourceRequirements | null;
}

export interface ResourceRequirements {
  readonly requests?: ResourceTexts | null;
  readonly limits?: ResourceTexts | null;
}

/** Amounts by resource, texts of quantities. */
export type ResourceTexts = Readonly<Record<string, string | number>>;

export interface PodStatus {
  /** Pending, Running, Succeeded, Failed, Unknown. */
  readonly phase?: string;
  /** RFC 3339. */
  readonly startTime?: string | null;
  readonly conditions?: readonly PodCondition[] | null;
}

export interface PodCondition {
  readonly type: string;
  readonly status: string;
  /** RFC 3339. */
  readonly lastTransitionTime?: string | null;
}
