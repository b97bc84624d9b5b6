import type { OwnerReference } from './owner.js';

/** A v1 Pod: the fields that we read, as the API server sends them. Every list may be null or absent. */
export interface Pod {
  readonly metadata: PodMetadata;
  readonly spec?: PodSpec;
  readonly status?: {
    /** Pending, Running, Succeeded, Failed, Unknown. */
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    /** RFC 3339. */
    readonly startTime?: string | null;
    readonly conditions?: readonly PodCondition[] | null;
    readonly initContainerStatuses?: readonly ContainerStatus[] | null;
    readonly containerStatuses?: readonly ContainerStatus[] | null;
  };
}

export interface PodMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>> | null;
  readonly ownerReferences?: readonly OwnerReference[] | null;
  readonly creationTimestamp?: string | null;
  readonly deletionTimestamp?: string | null;
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
  /** `Always` makes a sidecar of an init container. */
  readonly restartPolicy?: string | null;
  readonly resources?: ResourceRequirements | null;
}

export interface ResourceRequirements {
  readonly requests?: ResourceTexts | null;
  readonly limits?: ResourceTexts | null;
}

/** Amounts by resource, texts of quantities. */
export type ResourceTexts = Readonly<Record<string, string>>;

export interface PodCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  /** RFC 3339. */
  readonly lastTransitionTime?: string | null;
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly started?: boolean | null;
  readonly restartCount?: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

export interface ContainerState {
  readonly running?: object | null;
  readonly waiting?: { readonly reason?: string; readonly message?: string } | null;
  readonly terminated?: ContainerEnd | null;
}

export interface ContainerEnd {
  readonly exitCode?: number;
  readonly signal?: number;
  readonly reason?: string;
  readonly message?: string;
  /** RFC 3339, whole seconds. */
  readonly finishedAt?: string | null;
}

/** Containers and sidecars: all that run as long as the pod does. */
export function runningContainers({ spec }: Pick<Pod, 'spec'>): readonly PodContainer[] {
  return [...spec?.containers ?? [], ...(spec?.initContainers ?? []).filter(isSidecar)];
}

/** Whether an init container runs on beside the others. */
export function isSidecar({ restartPolicy }: PodContainer): boolean {
  return restartPolicy === 'Always';
}
