import type { ControllerSettings } from '../../core/hpa/compare/controllerSettings.js';
import type { DecisionRow } from '../../core/hpa/compare/decisionRow.js';
import {
  compareDecision, isSameStatus, type ComparedDecision, type FollowedMemory,
} from '../../core/hpa/compare/followedDecision.js';
import { explainDecision } from '../../core/hpa/explain/explainDecision.js';
import type { HorizontalPodAutoscaler } from '../../core/kube/hpa.js';
import { controllerOf } from '../../core/kube/owner.js';
import { stringAt, valueAt } from '../../core/raw/jsonValue.js';
import type { Row, SubjectRef } from '../clusterConnection.js';
import { delay } from '../delay.js';
import type { Follower, RowSink } from '../follow.js';
import { informer, type KubeObject } from '../informer.js';
import type { KubeClient } from '../kubeClient.js';
import { namespacedPath } from '../namespacedPath.js';
import { PodOwners } from '../podOwners.js';
import { observe } from './observe.js';
import { readController, type SeenController } from './readController.js';

/** The controller looks about this often, also when nothing changes. */
const SYNC_PERIOD_MS = 15_000;
const KEEP_CONTROLLER_MS = 300_000;
/** The memory of so many autoscalers is kept. */
const MOST_KEPT = 1_000;
const NS_PER_MS = 1_000_000n;

/** What is remembered of autoscalers between two looks, by cluster, namespace and name. */
export class FollowedMemories {
  readonly #kept = new Map<string, FollowedMemory>();

  get(key: string): FollowedMemory | undefined {
    return this.#kept.get(key);
  }

  set(key: string, memory: FollowedMemory): void {
    this.#kept.delete(key);
    this.#kept.set(key, memory);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) {
      this.#kept.delete(oldest);
    }
  }
}

/** An autoscaler to be followed, and where what was seen of it is kept. */
export interface FollowedSubject {
  readonly client: KubeClient;
  readonly subject: SubjectRef;
  readonly settings: ControllerSettings;
  readonly memories: FollowedMemories;
  /** Names it among the memories. */
  readonly key: string;
}

/** Follows why one autoscaler has its number: decided again at each status that the controller writes, and between. */
export function followDecision(followed: FollowedSubject, syncPeriodMs = SYNC_PERIOD_MS): Follower<DecisionRow> {
  return async (sink, signal) => {
    const { client, subject: { namespace, name } } = followed;
    const ended = new AbortController();
    const whileFollowed = AbortSignal.any([signal, ended.signal]);
    const watched = new WatchedHpa();
    const field = encodeURIComponent(`metadata.name=${name}`);
    const hpas = namespacedPath('/apis/autoscaling/v2', 'horizontalpodautoscalers', namespace);
    const path = `${hpas}?fieldSelector=${field}`;
    try {
      return await Promise.race([
        informer<HorizontalPodAutoscaler & KubeObject, HpaRow>({
          client, path, toRow: hpa => ({ id: `${namespace}/${hpa.metadata.name}`, hpa }),
        })(watched, whileFollowed),
        decideAgain(followed, watched, { sink, syncPeriodMs }, whileFollowed),
      ]);
    } finally {
      ended.abort();
    }
  };
}

interface HpaRow extends Row {
  readonly hpa: HorizontalPodAutoscaler;
}

/** The autoscaler as the watch last had it. */
class WatchedHpa implements RowSink<HpaRow> {
  hpa: HorizontalPodAutoscaler | undefined;
  isKnown = false;
  #wake: AbortController | undefined;

  changed(rows: readonly HpaRow[], removed: readonly string[]): void {
    const next = rows.at(-1)?.hpa;
    const isNew = removed.length > 0 || !isSameStatus(this.hpa?.status, next?.status);
    this.hpa = removed.length > 0 ? undefined : next ?? this.hpa;
    if (isNew) {
      this.#wake?.abort();
    }
  }

  complete(ids: ReadonlySet<string>): void {
    this.isKnown = true;
    this.hpa = ids.size === 0 ? undefined : this.hpa;
    this.#wake?.abort();
  }

  /** Waits for a new status, or as long as that. */
  async next(ms: number, signal: AbortSignal): Promise<void> {
    this.#wake = new AbortController();
    await delay(ms, AbortSignal.any([signal, this.#wake.signal])).catch(() => undefined);
    signal.throwIfAborted();
  }
}

async function decideAgain(
  followed: FollowedSubject,
  watched: WatchedHpa,
  { sink, syncPeriodMs }: { readonly sink: RowSink<DecisionRow>; readonly syncPeriodMs: number },
  signal: AbortSignal,
): Promise<never> {
  while (!watched.isKnown) {
    await watched.next(syncPeriodMs, signal);
  }
  const controller = new KeptController(followed);
  for (;;) {
    const { hpa } = watched;
    if (hpa) {
      const row = await decideOnce(followed, hpa, await controller.of(hpa, signal), signal);
      sink.changed([row], []);
      sink.complete(new Set([row.id]));
    } else {
      sink.complete(new Set());
    }
    if (watched.hpa === hpa || isSameStatus(watched.hpa?.status, hpa?.status)) {
      await watched.next(syncPeriodMs, signal);
    }
  }
}

/** What the controller runs with, looked for again when the spec is another one, and now and then. */
class KeptController {
  #kept: { readonly spec: string; readonly untilMs: number; readonly controller: SeenController } | undefined;

  constructor(private readonly followed: FollowedSubject) {}

  async of(hpa: HorizontalPodAutoscaler, signal: AbortSignal): Promise<SeenController> {
    const spec = JSON.stringify(hpa.spec);
    if (this.#kept?.spec !== spec || this.#kept.untilMs < Date.now()) {
      const controller = await readController(this.followed.client, hpa, this.followed.settings, signal);
      this.#kept = { spec, untilMs: Date.now() + KEEP_CONTROLLER_MS, controller };
    }
    return this.#kept.controller;
  }
}

/** Looks at an autoscaler once, with what is remembered of it. @throws ClusterError */
export async function decideOnce(
  { client, memories, key }: FollowedSubject,
  hpa: HorizontalPodAutoscaler,
  controller: SeenController,
  signal: AbortSignal,
): Promise<DecisionRow> {
  const observed = await observe(client, { hpa, config: controller.config }, signal);
  const compared = compareDecision(controller, memories.get(key), observed);
  memories.set(key, compared.followed);
  const strangers = await strangersOf(client, compared, signal);
  return rowOf(compared, controller, strangers);
}

/** What is shown of a look. */
export function rowOf(
  { decision, verdict, followed }: ComparedDecision, { values, isPodSeen }: SeenController,
  strangers: DecisionRow['strangers'],
): DecisionRow {
  return {
    id: decision.key,
    explanation: explainDecision(decision),
    verdict,
    assumptions: values,
    isControllerSeen: isPodSeen,
    memorySinceMs: Number(followed.sinceNs / NS_PER_MS),
    strangers,
  };
}

/** The pods that the selector finds and the target does not own, each with its owner. */
export async function strangersOf(
  client: KubeClient, { observation }: ComparedDecision, signal: AbortSignal,
): Promise<DecisionRow['strangers']> {
  const { hpa: { metadata, spec: { scaleTargetRef: { apiVersion = '' } } }, pods, responses } = observation;
  const scale = Object.entries(responses).find(([request, { status }]) => request.endsWith('/scale') && status === 200);
  const uid = stringAt(valueAt(scale?.[1].body, 'metadata'), 'uid') ?? '';
  const isBuiltIn = !apiVersion.includes('/') || apiVersion.startsWith('apps/');
  const owners = new PodOwners(client, metadata.namespace ?? '', { uid, isBuiltIn });
  await owners.look(pods, signal);
  return Object.fromEntries(pods.filter(pod => owners.isOfTarget(pod) === false).map(pod => {
    const owner = controllerOf(pod);
    return [pod.metadata.name, owner ? `${owner.kind}/${owner.name}` : ''];
  }));
}
