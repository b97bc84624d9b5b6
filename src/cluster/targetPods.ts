import { targetPodRow, type TargetPodRow } from '../core/hpa/targetPodRow.js';
import type { Pod } from '../core/kube/pod.js';
import type { SubjectRef } from './clusterConnection.js';
import { delay } from './delay.js';
import type { Follower, RowSink } from './follow.js';
import { informer } from './informer.js';
import type { KubeClient } from './kubeClient.js';
import { namespacedPath } from './namespacedPath.js';
import { PodOwners } from './podOwners.js';
import { readScale, type ScaleTarget } from './scaleTarget.js';

/** A scale cannot be watched: a target that was replaced may have another selector. */
const SCALE_POLL_MS = 60_000;

/**
 * Follows the pods that an autoscaler counts: those that the selector of its target's scale finds, whoever owns them.
 *
 * @param subject the target: kind, name and API version, as `spec.scaleTargetRef` has them
 */
export function followTargetPods(
  client: KubeClient,
  subject: SubjectRef,
  scalePollMs = SCALE_POLL_MS,
): Follower<TargetPodRow> {
  return async (sink, signal) => {
    for (;;) {
      const scale = await readScale(client, subject, signal);
      const ended = new AbortController();
      const whileSame = AbortSignal.any([signal, ended.signal]);
      try {
        await Promise.race([
          followPods({ client, subject, scale }, sink, whileSame),
          untilAnother({ client, subject, scale }, scalePollMs, whileSame),
        ]);
      } finally {
        ended.abort();
      }
    }
  };
}

interface Target {
  readonly client: KubeClient;
  readonly subject: SubjectRef;
  readonly scale: ScaleTarget;
}

/** Returns when the target is another object, or selects other pods. */
async function untilAnother(
  { client, subject, scale }: Target,
  scalePollMs: number,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await delay(scalePollMs, signal);
    const now = await readScale(client, subject, signal);
    if (now.uid !== scale.uid || now.selector !== scale.selector) {
      return;
    }
  }
}

function followPods(
  { client, subject, scale }: Target,
  sink: RowSink<TargetPodRow>,
  signal: AbortSignal,
): Promise<never> {
  const { namespace, apiVersion = '' } = subject;
  const isBuiltIn = !apiVersion.includes('/') || apiVersion.startsWith('apps/');
  const owners = new PodOwners(client, namespace, { uid: scale.uid, isBuiltIn });
  const selected = new SelectedPods(owners, sink, signal);
  const query = `labelSelector=${encodeURIComponent(scale.selector)}`;
  return informer<Pod, TargetPodRow>({
    client,
    path: `${namespacedPath('/api/v1', 'pods', namespace)}?${query}`,
    toRow: pod => selected.read(pod),
  })(selected, signal);
}

/** Passes rows on, and sends them again once it is known whose pods they are. */
class SelectedPods implements RowSink<TargetPodRow> {
  readonly #pods = new Map<string, Pod>();

  constructor(
    private readonly owners: PodOwners,
    private readonly sink: RowSink<TargetPodRow>,
    private readonly signal: AbortSignal,
  ) {}

  read(pod: Pod): TargetPodRow {
    const row = targetPodRow(pod, this.owners.isOfTarget(pod));
    this.#pods.set(row.id, pod);
    return row;
  }

  changed(rows: readonly TargetPodRow[], removed: readonly string[]): void {
    removed.forEach(id => this.#pods.delete(id));
    this.sink.changed(rows, removed);
    void this.#lookAtOwners().catch(() => undefined); // only an end of ours rejects, and it ends the pods too
  }

  complete(ids: ReadonlySet<string>): void {
    [...this.#pods.keys()].filter(id => !ids.has(id)).forEach(id => this.#pods.delete(id));
    this.sink.complete(ids);
  }

  async #lookAtOwners(): Promise<void> {
    if (await this.owners.look([...this.#pods.values()], this.signal) && !this.signal.aborted) {
      this.sink.changed([...this.#pods.values()].map(pod => this.read(pod)), []);
    }
  }
}
