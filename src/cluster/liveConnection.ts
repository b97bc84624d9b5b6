import { ClusterError } from '../base/errors.js';
import { autoscalerRow } from '../core/hpa/autoscalerRow.js';
import type { HorizontalPodAutoscaler } from '../core/kube/hpa.js';
import type {
  ClusterConnection, ClusterTarget, Collections, KubeconfigSummary, Row, RowsEvent, Subscription,
} from './clusterConnection.js';
import { follow, type Follower } from './follow.js';
import { informer, type KubeObject } from './informer.js';
import { KubeClient } from './kubeClient.js';
import { kubeconfigFor, loadKubeconfig, summarizeKubeconfig } from './kubeconfig.js';
import { followPodUsage } from './metricsApi.js';

/** The {@link ClusterConnection} that really talks to clusters: one client, so one set of connections, a context. */
export class LiveConnection implements ClusterConnection {
  readonly #clients = new Map<string, KubeClient>();
  readonly #subscriptions = new Set<Subscription>();

  async readKubeconfig(files: readonly string[]): Promise<KubeconfigSummary> {
    return summarizeKubeconfig(loadKubeconfig(files));
  }

  async listNamespaces(target: ClusterTarget, signal: AbortSignal): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const page of this.#client(target).list<KubeObject>('/api/v1/namespaces', signal)) {
      names.push(...page.items.map(namespace => namespace.metadata.name));
    }
    return names.sort();
  }

  subscribe<Name extends keyof Collections>(
    collection: Name,
    target: ClusterTarget,
    listener: (event: RowsEvent<Collections[Name]>) => void,
  ): Subscription {
    const subscription = follow(this.#follower(collection, target), listener);
    this.#subscriptions.add(subscription);
    return {
      retry: () => subscription.retry(),
      dispose: () => {
        this.#subscriptions.delete(subscription);
        subscription.dispose();
      },
    };
  }

  dispose(): void {
    this.#subscriptions.forEach(subscription => subscription.dispose());
    this.#subscriptions.clear();
    this.#clients.forEach(client => client.dispose());
    this.#clients.clear();
  }

  /** The kubeconfig is read when the follower starts, so that each attempt sees the file as it is then. */
  #follower<Name extends keyof Collections>(collection: Name, target: ClusterTarget): Follower<Collections[Name]> {
    let follower: Follower<Row> | undefined;
    return (sink, signal) => {
      follower ??= this.#newFollower(collection, target);
      return follower(sink as Parameters<Follower<Row>>[0], signal).catch((error: unknown) => {
        if (error instanceof ClusterError && (error.code === 'unauthorized' || error.code === 'credentials')) {
          this.#forget(target); // the kubeconfig may be mended by the next attempt
          follower = undefined;
        }
        throw error;
      });
    };
  }

  #newFollower(collection: keyof Collections, target: ClusterTarget): Follower<Row> {
    const client = this.#client(target);
    switch (collection) {
      case 'autoscalers': return informer<HorizontalPodAutoscaler & KubeObject, Row>({
        client,
        path: namespacedPath('/apis/autoscaling/v2', 'horizontalpodautoscalers', target.namespace),
        toRow: autoscalerRow,
      });
      case 'podUsage': return followPodUsage(client, target.namespace);
    }
  }

  #client(target: ClusterTarget): KubeClient {
    const key = clientKey(target);
    const client = this.#clients.get(key) ?? new KubeClient(kubeconfigFor(target));
    this.#clients.set(key, client);
    return client;
  }

  #forget(target: ClusterTarget): void {
    const key = clientKey(target);
    this.#clients.get(key)?.dispose();
    this.#clients.delete(key);
  }
}

function clientKey({ kubeconfigFiles, context }: ClusterTarget): string {
  return JSON.stringify([kubeconfigFiles, context]);
}

/** The path of a namespaced resource, in one namespace or in all. */
export function namespacedPath(groupVersion: string, resource: string, namespace: string | undefined): string {
  return namespace === undefined
    ? `${groupVersion}/${resource}`
    : `${groupVersion}/namespaces/${encodeURIComponent(namespace)}/${resource}`;
}
