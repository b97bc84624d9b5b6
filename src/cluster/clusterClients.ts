import type { ClusterTarget } from './clusterConnection.js';
import { KubeClient } from './kubeClient.js';
import { kubeconfigFor } from './kubeconfig.js';

/** A client, and what it was made from. */
export interface ClusterClient {
  readonly client: KubeClient;
  /** Aborted when the kubeconfig says something else now: what the client is used for has to begin anew. */
  readonly replaced: AbortSignal;
}

interface Kept extends ClusterClient {
  readonly target: ClusterTarget;
  readonly access: string;
  readonly replace: AbortController;
}

/** One client, so one set of connections, for each context that is looked at. */
export class ClusterClients {
  readonly #kept = new Map<string, Kept>();

  /** @throws ClusterError `noKubeconfig`, `kubeconfig` */
  of({ kubeconfigFiles, context }: ClusterTarget): ClusterClient {
    const target = { kubeconfigFiles, ...(context === undefined ? {} : { context }) };
    const key = JSON.stringify(target);
    const kept = this.#kept.get(key) ?? newClient(target);
    this.#kept.set(key, kept);
    return kept;
  }

  /** The next one who asks gets a new client. Others may be using this one: what is idle closes by itself. */
  forget({ client }: ClusterClient): void {
    this.#kept.forEach((kept, key) => kept.client === client && this.#kept.delete(key));
  }

  /** Replaces the clients of these kubeconfigs that say something else now; the others read their files again. */
  filesChanged(kubeconfigFiles: readonly string[]): void {
    for (const kept of [...this.#kept.values()].filter(({ target }) => areSameFiles(target, kubeconfigFiles))) {
      if (accessTo(kept.target) === kept.access) {
        kept.client.filesChanged();
      } else {
        this.forget(kept);
        kept.replace.abort();
      }
    }
  }

  dispose(): void {
    this.#kept.forEach(({ client }) => client.dispose());
    this.#kept.clear();
  }
}

/** Whether a target is of exactly these kubeconfig files. */
export function areSameFiles(target: ClusterTarget, kubeconfigFiles: readonly string[]): boolean {
  return JSON.stringify(target.kubeconfigFiles) === JSON.stringify(kubeconfigFiles);
}

function newClient(target: ClusterTarget): Kept {
  const access = kubeconfigFor(target);
  const replace = new AbortController();
  return { target, access: JSON.stringify(access), client: new KubeClient(access), replace, replaced: replace.signal };
}

/** Undefined when there is no way in any more. */
function accessTo(target: ClusterTarget): string | undefined {
  try {
    return JSON.stringify(kubeconfigFor(target));
  } catch {
    return undefined;
  }
}
