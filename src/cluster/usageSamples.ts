import { toProblem } from '../base/errors.js';
import { PENDING, seen, unseen, type Seen } from '../core/kube/seen.js';
import type { NodeMetrics } from '../core/metrics/nodeMetrics.js';
import type { PodMetrics } from '../core/metrics/podMetrics.js';
import { clockSkewMs } from '../core/metrics/sample.js';
import type { MetricsApi } from './metricsApi.js';

/** The samples of pods and nodes as they were last read, both in the same beat. */
export class UsageSamples {
  #pods: Seen<readonly PodMetrics[]> = PENDING;
  #nodes: Seen<readonly NodeMetrics[]> = PENDING;
  #clockSkewMs = 0;

  constructor(private readonly api: MetricsApi, private readonly namespace: string | undefined) {}

  get pods(): Seen<readonly PodMetrics[]> {
    return this.#pods;
  }

  get nodes(): Seen<readonly NodeMetrics[]> {
    return this.#nodes;
  }

  /** The version of the Metrics API. */
  get apiVersion(): string {
    return this.api.apiVersion;
  }

  /** See {@link clockSkewMs}. */
  get clockSkewMs(): number {
    return this.#clockSkewMs;
  }

  /** Reads both. @throws ClusterError what the pods say, when neither can be read; one alone is kept as its problem */
  async read(signal: AbortSignal): Promise<void> {
    const [pods, nodes] = await Promise.allSettled([this.api.pods(this.namespace, signal), this.api.nodes(signal)]);
    signal.throwIfAborted();
    if (pods.status === 'rejected' && nodes.status === 'rejected') {
      throw pods.reason;
    }
    this.#pods = readPart(pods, this.#pods);
    this.#nodes = readPart(nodes, this.#nodes);
    const answeredAt = [...answered(pods), ...answered(nodes)].map(({ metadata }) => metadata.creationTimestamp);
    this.#clockSkewMs = clockSkewMs(answeredAt, Date.now(), this.#clockSkewMs);
  }
}

function answered<T>(answer: PromiseSettledResult<readonly T[]>): readonly T[] {
  return answer.status === 'fulfilled' ? answer.value : [];
}

function readPart<T>(answer: PromiseSettledResult<T>, before: Seen<T>): Seen<T> {
  if (answer.status === 'fulfilled') {
    return seen(answer.value);
  }
  const problem = toProblem(answer.reason);
  return before.kind === 'seen' ? seen(before.value, problem) : unseen(problem);
}
