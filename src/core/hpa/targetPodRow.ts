import { controllerOf } from '../kube/owner.js';
import type { Pod } from '../kube/pod.js';
import { podStatus, type PodStatus } from '../kube/podStatus.js';

/** A pod that an autoscaler counts, in the columns of `kubectl get pods`: plain data. */
export interface TargetPodRow extends PodStatus {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  /** RFC 3339. */
  readonly creationTimestamp: string | undefined;
  /** `ReplicaSet/web-7c7c`; absent: nobody controls it. */
  readonly controller: string | undefined;
  /**
   * Whether it belongs to the target: the selector may find pods of others, and the controller counts those too.
   * Absent: it was not seen, because the owner's owner could not be read.
   */
  readonly isOfTarget: boolean | undefined;
}

/** Reads a pod. */
export function targetPodRow(pod: Pod, isOfTarget: boolean | undefined): TargetPodRow {
  const { name, namespace = '', creationTimestamp } = pod.metadata;
  const owner = controllerOf(pod);
  return {
    id: `${namespace}/${name}`,
    namespace,
    name,
    ...podStatus(pod),
    creationTimestamp: creationTimestamp ?? undefined,
    controller: owner && `${owner.kind}/${owner.name}`,
    isOfTarget,
  };
}
