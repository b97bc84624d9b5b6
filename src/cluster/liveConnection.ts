import { ClusterError, type ClusterErrorCode } from '../base/errors.js';
import { autoscalerRow } from '../core/hpa/autoscalerRow.js';
import type { HorizontalPodAutoscaler } from '../core/kube/hpa.js';
import { areSameFiles, ClusterClients, type ClusterClient } from './clusterClients.js';
import type {
  ClusterCalls, ClusterConnection, CollectionTarget, Collections, Row, RowsEvent, SubjectRef, Subscription,
} from './clusterConnection.js';
import { followDecision, FollowedMemories, type FollowedSubject } from './decision/followDecision.js';
import { followEvents } from './events.js';
import { readReport } from './decision/explainOnce.js';
import { follow, type Follower } from './follow.js';
import { followKubeconfig } from './followKubeconfig.js';
import { informer, type KubeObject } from './informer.js';
import type { KubeClient } from './kubeClient.js';
import { loadKubeconfig, summarizeKubeconfig } from './kubeconfig.js';
import { KubeconfigWatches } from './kubeconfigWatches.js';
import { namespacedPath } from './namespacedPath.js';
import { followPipeline } from './pipelineFollower.js';
import { listLoggedContainers, readLog, readRaw, readYaml } from './rawApi.js';
import { resolveKind } from './scaleTarget.js';
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
  readonly #clients = new ClusterClients();
  readonly #memories = new FollowedMemories();
  readonly #subscriptions = new Map<Subscription, CollectionTarget>();
  readonly #watches = new KubeconfigWatches(files => this.#filesChanged(files));
  readonly #answers: Answers = {
    readKubeconfig: async files => summarizeKubeconfig(loadKubeconfig(files)),
    listNamespaces: (target, signal) => listNamespaces(this.#clients.of(target).client, signal),
    readRaw: (input, signal) => readRaw(this.#clients.of(input.target).client, input, signal),
    readYaml: (input, signal) => readYaml(this.#clients.of(input.target).client, input, signal),
    readLog: (input, signal) => readLog(this.#clients.of(input.target).client, input, signal),
    readReport: ({ target, object: { namespace = '', name } }, signal) => {
      const about = { ...target, subject: { namespace, name }, memories: this.#memories };
      return readReport(followedSubject(this.#clients.of(target).client, about), signal);
    },
    resolveKind: (input, signal) => resolveKind(this.#clients.of(input.target).client, input, signal),
    listLoggedContainers: (input, signal) =>
      listLoggedContainers(this.#clients.of(input.target).client, input, signal),
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
    const watch = this.#watches.hold(target.kubeconfigFiles);
    const followed: Subscription = {
      retry: () => subscription.retry(),
      dispose: () => {
        this.#subscriptions.delete(followed);
        watch.dispose();
        subscription.dispose();
      },
    };
    this.#subscriptions.set(followed, target);
    return followed;
  }

  dispose(): void {
    [...this.#subscriptions.keys()].forEach(subscription => subscription.dispose());
    this.#clients.dispose();
  }

  /**
   * The kubeconfig is read when the follower starts, again after it was of no use, since it may have been mended, and
   * when it says something else: then the follower starts anew.
   */
  #follower(collection: keyof Collections, target: CollectionTarget): Follower<Row> {
    if (collection === 'kubeconfig') {
      return followKubeconfig(target.kubeconfigFiles);
    }
    return async (sink, signal) => {
      for (;;) {
        const used = this.#clients.of(target);
        try {
          const follower = followerOf(collection, used.client, { ...target, memories: this.#memories });
          return await follower(sink, AbortSignal.any([signal, used.replaced]));
        } catch (error) {
          if (!used.replaced.aborted || signal.aborted) {
            this.#forgetIfOfNoUse(used, error);
            throw error;
          }
        }
      }
    };
  }

  #forgetIfOfNoUse(used: ClusterClient, error: unknown): void {
    if (!(error instanceof ClusterError && CLUSTER_ANSWERED.has(error.code))) {
      this.#clients.forget(used);
    }
  }

  #filesChanged(kubeconfigFiles: readonly string[]): void {
    this.#clients.filesChanged(kubeconfigFiles);
    this.#subscriptions.forEach((target, subscription) => {
      if (areSameFiles(target, kubeconfigFiles)) {
        subscription.retry();
      }
    });
  }
}

function followerOf(
  collection: Exclude<keyof Collections, 'kubeconfig'>,
  client: KubeClient,
  target: CollectionTarget & { readonly memories: FollowedMemories },
): Follower<Row> {
  switch (collection) {
    case 'autoscalers': return informer<HorizontalPodAutoscaler & KubeObject, Row>({
      client,
      path: namespacedPath('/apis/autoscaling/v2', 'horizontalpodautoscalers', target.namespace),
      toRow: autoscalerRow,
    });
    case 'events': return followEvents(client, subjectOf(target));
    case 'targetPods': return followTargetPods(client, subjectOf(target));
    case 'decision': return followDecision(followedSubject(client, target));
    case 'pipeline': return followPipeline(client, target.namespace);
    case 'usage': return followUsage(client, target.namespace);
  }
}

function followedSubject(
  client: KubeClient, target: CollectionTarget & { readonly memories: FollowedMemories },
): FollowedSubject {
  const { kubeconfigFiles, context, controller, memories } = target;
  const subject = subjectOf(target);
  const key = JSON.stringify([kubeconfigFiles, context, subject.namespace, subject.name]);
  return { client, subject, settings: controller ?? {}, memories, key };
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
