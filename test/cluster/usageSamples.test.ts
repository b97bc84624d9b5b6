import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { ClusterError } from '../../src/base/errors.js';
import type { MetricsApi } from '../../src/cluster/metricsApi.js';
import { problemOf, valueOf } from '../../src/core/kube/seen.js';
import { UsageSamples } from '../../src/cluster/usageSamples.js';
import type { NodeMetrics } from '../../src/core/metrics/nodeMetrics.js';
import type { PodMetrics } from '../../src/core/metrics/podMetrics.js';

const { signal } = new AbortController();
const metadata = (name: string) => ({ name, creationTimestamp: new Date(Date.now() - 120_000).toISOString() });
const pod: PodMetrics = { metadata: metadata('web'), timestamp: null, window: '0s', containers: null };
const node: NodeMetrics = { metadata: metadata('n1'), timestamp: '', window: '', usage: null };
const refused = (what: string) => new ClusterError('forbidden', `cannot list ${what}`);

/** Answers as the fields say, which a test changes. */
class ScriptedApi implements MetricsApi {
  readonly apiVersion = 'metrics.k8s.io/v1beta1';
  podAnswer: readonly PodMetrics[] | Error = [pod];
  nodeAnswer: readonly NodeMetrics[] | Error = [node];
  readonly namespaces: (string | undefined)[] = [];

  pods(namespace: string | undefined): Promise<readonly PodMetrics[]> {
    this.namespaces.push(namespace);
    return this.podAnswer instanceof Error ? Promise.reject(this.podAnswer) : Promise.resolve(this.podAnswer);
  }

  nodes(): Promise<readonly NodeMetrics[]> {
    return this.nodeAnswer instanceof Error ? Promise.reject(this.nodeAnswer) : Promise.resolve(this.nodeAnswer);
  }
}

describe('UsageSamples', () => {
  it('reads pods of the namespace, and nodes, and finds out how far the clocks are apart', async () => {
    const api = new ScriptedApi();
    const samples = new UsageSamples(api, 'shop');
    await samples.read(signal);
    assert.deepEqual(api.namespaces, ['shop']);
    assert.deepEqual([valueOf(samples.pods), valueOf(samples.nodes)], [[pod], [node]]);
    assert.ok(Math.abs(samples.clockSkewMs - 120_000) < 2_000, String(samples.clockSkewMs));
  });

  it('keeps the one when the other is refused, and what was seen of that one', async () => {
    const api = new ScriptedApi();
    const samples = new UsageSamples(api, undefined);
    await samples.read(signal);
    api.nodeAnswer = refused('nodes');
    api.podAnswer = [];
    await samples.read(signal);
    assert.deepEqual(samples.pods, { kind: 'seen', value: [] });
    assert.deepEqual(valueOf(samples.nodes), [node]);
    assert.equal(problemOf(samples.nodes)?.message, 'cannot list nodes');
    api.nodeAnswer = [];
    await samples.read(signal);
    assert.deepEqual(samples.nodes, { kind: 'seen', value: [] });
  });

  it('fails as the pods do when both fail', async () => {
    const api = new ScriptedApi();
    api.nodeAnswer = refused('nodes');
    api.podAnswer = refused('pods');
    await assert.rejects(new UsageSamples(api, undefined).read(signal), /cannot list pods/);
  });
});
