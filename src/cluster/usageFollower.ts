import type { Disposable } from '../base/disposable.js';
import { valueOf } from '../core/kube/seen.js';
import { nodeFacts, nodeFactsKey, type MeasuredNode, type NodeFacts } from '../core/metrics/nodeFacts.js';
import { podRations, rationsKey, type PodRations, type RationedPod } from '../core/metrics/podRations.js';
import { sampleOf } from '../core/metrics/sample.js';
import type { UsageRow } from '../core/metrics/usageRow.js';
import { usageRows, type UsageParts } from '../core/metrics/usageRows.js';
import { delay } from './delay.js';
import type { Follower } from './follow.js';
import type { KubeObject } from './informer.js';
import type { KubeClient } from './kubeClient.js';
import { discoverMetricsApi, pollIntervalMs } from './metricsApi.js';
import { namespacedPath } from './namespacedPath.js';
import { Facts } from './usageFacts.js';
import { Outbox } from './usageOutbox.js';
import { UsageSamples } from './usageSamples.js';

/** Between two sendings: a rollout changes many requests, one after the other. */
const GATHER_MS = 500;

/**
 * Follows the usage of nodes and of the pods of a namespace, or of all. Samples are asked for as often as there can be
 * new ones; what they are compared with is watched. The watches begin once there are samples to compare.
 */
export function followUsage(client: KubeClient, namespace: string | undefined): Follower<UsageRow> {
  return async (sink, signal) => {
    const samples = new UsageSamples(await discoverMetricsApi(client, signal), namespace);
    const outbox = new Outbox(sink);
    await samples.read(signal);
    const facts = new UsageFacts(client, namespace);
    const send = (): Promise<void> => {
      facts.awaitChange();
      return outbox.send(usageRows({ ...partsOf(samples), ...facts.parts }), signal);
    };
    try {
      for (;;) {
        await send();
        outbox.complete();
        await whileWaiting(pollMs(samples), facts, send, signal);
        await samples.read(signal);
      }
    } finally {
      facts.dispose();
    }
  };
}

/** What samples are compared with, watched. */
class UsageFacts implements Disposable {
  readonly #requests: Facts<RationedPod & KubeObject, PodRations>;
  readonly #allocatable: Facts<MeasuredNode & KubeObject, NodeFacts>;
  #changed = new AbortController();

  constructor(client: KubeClient, namespace: string | undefined) {
    const onChange = (): void => this.#changed.abort();
    this.#requests = new Facts<RationedPod & KubeObject, PodRations>({
      client, onChange, keyOf: rationsKey, factOf: podRations,
      path: `${namespacedPath('/api/v1', 'pods', namespace)}?fieldSelector=status.phase%3DRunning`,
    });
    this.#allocatable = new Facts<MeasuredNode & KubeObject, NodeFacts>({
      client, onChange, keyOf: nodeFactsKey, factOf: nodeFacts, path: '/api/v1/nodes',
    });
  }

  get parts(): Pick<UsageParts, 'requests' | 'allocatable'> {
    return { requests: this.#requests.current, allocatable: this.#allocatable.current };
  }

  /** Aborted once there has been a change since {@link awaitChange}. */
  get changed(): AbortSignal {
    return this.#changed.signal;
  }

  /** What there is now is known. */
  awaitChange(): void {
    this.#changed = new AbortController();
  }

  dispose(): void {
    this.#requests.dispose();
    this.#allocatable.dispose();
  }
}

/** Lets time pass, and sends again whenever what the samples are compared with has changed. */
async function whileWaiting(
  ms: number, facts: UsageFacts, send: () => Promise<void>, signal: AbortSignal,
): Promise<void> {
  const endMs = Date.now() + ms;
  while (Date.now() < endMs) {
    const { changed } = facts;
    await delay(endMs - Date.now(), AbortSignal.any([signal, changed])).catch(() => undefined);
    signal.throwIfAborted();
    if (changed.aborted) {
      await delay(GATHER_MS, signal);
      await send();
    }
  }
}

function partsOf(samples: UsageSamples): Pick<UsageSamples, 'pods' | 'nodes' | 'clockSkewMs' | 'apiVersion'> {
  const { pods, nodes, clockSkewMs, apiVersion } = samples;
  return { pods, nodes, clockSkewMs, apiVersion };
}

function pollMs({ pods, nodes }: UsageSamples): number {
  return pollIntervalMs([...valueOf(pods) ?? [], ...valueOf(nodes) ?? []].map(measured => sampleOf(measured, 0)));
}
