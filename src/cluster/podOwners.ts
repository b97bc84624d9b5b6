import { ClusterError } from '../base/errors.js';
import { controllerOf, type OwnedObject, type OwnerReference } from '../core/kube/owner.js';
import { objectPath } from '../core/raw/objectRef.js';
import type { KubeClient } from './kubeClient.js';

interface ReplicaSet extends OwnedObject {
  readonly metadata: OwnedObject['metadata'] & { readonly uid?: string };
}

/** Which pods belong to a target: directly, or through a ReplicaSet, which is then read once. */
export class PodOwners {
  /** What is known of each ReplicaSet, by uid; undefined when it could not be read. */
  readonly #replicaSets = new Map<string, boolean | undefined>();

  constructor(
    private readonly client: KubeClient,
    private readonly namespace: string,
    private readonly target: { readonly uid: string; readonly isBuiltIn: boolean },
  ) {}

  /**
   * As far as it was seen: undefined is not no. A target of Kubernetes' own kinds has its pods itself or through
   * ReplicaSets; what is between another kind and its pods, nobody knows.
   */
  isOfTarget(pod: OwnedObject): boolean | undefined {
    const owner = controllerOf(pod);
    if (!owner) {
      return false;
    }
    if (owner.uid === this.target.uid) {
      return true;
    }
    return isReplicaSet(owner) ? this.#replicaSets.get(owner.uid) : this.target.isBuiltIn ? false : undefined;
  }

  /** Reads the ReplicaSets of these pods that are not known yet. Returns whether there were any. */
  async look(pods: Iterable<OwnedObject>, signal: AbortSignal): Promise<boolean> {
    const owners = new Map([...pods].flatMap(pod => {
      const owner = controllerOf(pod);
      const isNew = owner && owner.uid !== this.target.uid && isReplicaSet(owner) && !this.#replicaSets.has(owner.uid);
      return isNew ? [[owner.uid, owner] as const] : [];
    }));
    owners.forEach((_, uid) => this.#replicaSets.set(uid, undefined)); // asked for: nobody else needs to
    for (const [uid, owner] of owners) {
      this.#replicaSets.set(uid, await this.#readOwner(owner, signal));
    }
    return owners.size > 0;
  }

  async #readOwner({ name, uid }: OwnerReference, signal: AbortSignal): Promise<boolean | undefined> {
    const replicaSetRef = {
      apiVersion: 'apps/v1', plural: 'replicasets', kind: 'ReplicaSet', namespace: this.namespace, name,
    };
    try {
      const replicaSet = await this.client.get<ReplicaSet>(objectPath(replicaSetRef), signal);
      return replicaSet.metadata.uid === uid ? controllerOf(replicaSet)?.uid === this.target.uid : undefined;
    } catch (error) {
      if (error instanceof ClusterError) {
        return undefined;
      }
      throw error;
    }
  }
}

function isReplicaSet({ apiVersion, kind }: OwnerReference): boolean {
  return kind === 'ReplicaSet' && apiVersion.startsWith('apps/');
}
