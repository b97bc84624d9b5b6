import { ClusterError, type ClusterErrorCode } from '../base/errors.js';
import { autoscalerRow } from '../core/hpa/autoscalerRow.js';
import type { HorizontalPodAutoscaler } from '../core/kube/hpa.js';
import type {
  ClusterCalls, ClusterConnection, ClusterTarget, CollectionTarget, Collections, Row, RowsEvent, SubjectRef,
  Subscription,
} from './clusterConnection.js';
import { followEvents } from './events.js';
import { follow, type Follower } from './follow.js';
import { informer, type KubeObject } from './informer.js';
import { KubeClient } from './kubeClient.js';
import { kubeconfigFor, loadKubeconfig, summarizeKubeconfig } from './kubeconfig.js';
import { namespacedPath } from './namespacedPath.js';
import { followPipeline } from './pipelineFollower.js';
import { followTargetPods } from './targetPods.js';
import { followUsage } from './usageFollower.js';

/** Failures in which the kubeconfig was of use: the right cluster answered somebody it knows. */
const CLUSTER_ANSWERED: ReadonlySet<ClusterErrorCode> = new Set([
  'forbidden', 'notFound', 'gone', 'unavailable', 'throttled', 'badResponse',
]);

/** How each call is answered. */
type Answers = {
  readonly [Name in keyof ClusterCalls]: (
    input: ClusterCalls[Name]['takes'],
    signal: AbortSignal,
  ) => Promise<ClusterCalls[Name]['answers']>;
};

/** The {@link ClusterConnection} that really talks to clusters: one client, so one set of connections, a context. */
export class LiveConnection implements ClusterConnection {
  readonly #clients = new Map<string, KubeClient>();
  readonly #subscriptions = new Set<Subscription>();
  readonly #answers: Answers = {
    readKubeconfig: async files => summarizeKubeconfig(loadKubeconfig(files)),
    listNamespaces: (target, signal) => listNamespaces(this.#client(target), signal),
  };

  ask<Name extends keyof ClusterCalls>(
    call: Name,
    input: ClusterCalls[Name]['takes'],
    signal: AbortSignal,
  ): Promise<ClusterCalls[Name]['answers']> {
    return this.#answers[call](input, signal);
  }

  subscribe<Name extends keyof Collections>(
    collection: Name,
    target: CollectionTarget,
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

  /**
   * The kubeconfig is read when the follower starts, and again after it was of no use: it may have been mended since.
   */
  #follower<Name extends keyof Collections>(collection: Name, target: CollectionTarget): Follower<Collections[Name]> {
    return async (sink, signal) => {
      const client = this.#client(target);
      try {
        return await followerOf(collection, client, target)(sink, signal);
      } catch (error) {
        if (!(error instanceof ClusterError && CLUSTER_ANSWERED.has(error.code))) {
          this.#forget(target, client);
        }
        throw error;
      }
    };
  }

  #client(target: ClusterTarget): KubeClient {
    const key = clientKey(target);
    const client = this.#clients.get(key) ?? new KubeClient(kubeconfigFor(target));
    this.#clients.set(key, client);
    return client;
  }

  #forget(target: ClusterTarget, client: KubeClient): void {
    const key = clientKey(target);
    if (this.#clients.get(key) === client) {
      this.#clients.delete(key); // others may be using it: its idle connections close by themselves
    }
  }
}

function followerOf(collection: keyof Collections, client: KubeClient, target: CollectionTarget): Follower<Row> {
  switch (collection) {
    case 'autoscalers': return informer<HorizontalPodAutoscaler & KubeObject, Row>({
      client,
      path: namespacedPath('/apis/autoscaling/v2', 'horizontalpodautoscalers', target.namespace),
      toRow: autoscalerRow,
    });
    case 'events': return followEvents(client, subjectOf(target));
    case 'targetPods': return followTargetPods(client, subjectOf(target));
    case 'pipeline': return followPipeline(client, target.namespace);
    case 'usage': return followUsage(client, target.namespace);
  }
}

function subjectOf({ subject }: CollectionTarget): SubjectRef {
  if (!subject) {
    throw new Error('a collection about one object needs that object');
  }
  return subject;
}

async function listNamespaces(client: KubeClient, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of client.list<KubeObject>('/api/v1/namespaces', signal)) {
    names.push(...(page.items ?? []).map(namespace => namespace.metadata.name));
  }
  return names.sort();
}

function clientKey({ kubeconfigFiles, context }: ClusterTarget): string {
  return JSON.stringify([kubeconfigFiles, context]);
}
