import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { ClusterProblem } from '../../../src/base/errors.js';
import { PENDING, seen, unseen } from '../../../src/core/kube/seen.js';
import { nodeFacts, nodeFactsKey, type MeasuredNode } from '../../../src/core/metrics/nodeFacts.js';
import type { NodeMetrics } from '../../../src/core/metrics/nodeMetrics.js';
import type { PodMetrics } from '../../../src/core/metrics/podMetrics.js';
import { podRations } from '../../../src/core/metrics/podRations.js';
import type { UsageRow } from '../../../src/core/metrics/usageRow.js';
import { usageRows, type UsageParts } from '../../../src/core/metrics/usageRows.js';

const pod = (name: string, cpu = '50m'): PodMetrics => ({
  metadata: { namespace: 'shop', name }, timestamp: '2026-01-02T03:04:05Z', window: '15s',
  containers: [{ name: 'app', usage: { cpu, memory: '64Mi' } }, { name: 'debugger', usage: { cpu: '0' } }],
});
const node = (name: string): NodeMetrics => ({
  metadata: { name }, timestamp: '2026-01-02T03:04:05Z', window: '15s', usage: { cpu: '3', memory: '1Gi' },
});
const rations = podRations({ spec: { containers: [{ name: 'app', resources: { requests: { cpu: '100m' } } }] } });
const allocatable = (ready = 'True'): MeasuredNode => ({
  status: {
    allocatable: { cpu: '32', memory: '256Gi' },
    conditions: [{ type: 'Ready', status: ready, reason: 'KubeletNotReady', message: 'no CNI' }],
  },
});
const forbidden: ClusterProblem = { code: 'forbidden', message: 'cannot list' };
const hidden = unseen(forbidden);

/** One pod on one node, all seen; each case changes only what it is about. */
const whole: UsageParts = {
  pods: seen([pod('web-1')]),
  nodes: seen([node('n1')]),
  requests: seen(new Map([['shop/web-1', rations]])),
  allocatable: seen(new Map([['n1', nodeFacts(allocatable())]])),
  clockSkewMs: 0,
};

/** A row as a word or two. */
function outline(row: UsageRow): string {
  switch (row.kind) {
    case 'pod':
    case 'node': {
      const share = row.cpu.request ?? row.cpu.allocatable;
      return `${row.id} ${row.cpu.text} ${share?.kind === 'set' ? share.share ?? '-' : share?.kind ?? 'unseen'}`;
    }
    case 'unseen': return `${row.id} ${row.problem.code}`;
    case 'noSamples': return `${row.id} ${row.runningPods}`;
  }
}

describe('usageRows', () => {
  const cases: [name: string, change: Partial<UsageParts>, want: string[]][] = [
    ['are pods and nodes with their shares', {}, ['pod/shop/web-1 50m 50%', 'node/n1 3000m 9%']],
    ['do not wait for the requests', { requests: PENDING }, [
      'pod/shop/web-1 50m unseen', 'node/n1 3000m 9%',
    ]],
    ['keep pods when nodes are forbidden', { nodes: hidden, allocatable: hidden }, [
      'pod/shop/web-1 50m 50%', 'unseen/nodes forbidden', 'unseen/allocatable forbidden',
    ]],
    ['keep nodes when pods are forbidden', { pods: hidden, requests: hidden }, [
      'node/n1 3000m 9%', 'unseen/pods forbidden', 'unseen/requests forbidden',
    ]],
    ['keep what was seen before a failure', { pods: seen([pod('old')], forbidden) }, [
      'pod/shop/old 50m unseen', 'node/n1 3000m 9%', 'unseen/pods forbidden',
    ]],
    ['have a node without a sample', { nodes: seen([]) }, ['pod/shop/web-1 50m 50%', 'node/n1 <unknown> -']],
    ['have a node that only the Metrics API knows', { allocatable: hidden }, [
      'pod/shop/web-1 50m 50%', 'node/n1 3000m unseen', 'unseen/allocatable forbidden',
    ]],
    ['say that no pod runs', { pods: seen([]), requests: seen(new Map()) }, ['node/n1 3000m 9%', 'noSamples 0']],
    ['say that pods run without samples', { pods: seen([]) }, ['node/n1 3000m 9%', 'noSamples 1']],
    ['are none where there is nothing', {
      pods: seen([]), nodes: seen([]), requests: seen(new Map()), allocatable: seen(new Map()),
    }, []],
  ];
  for (const [name, change, want] of cases) {
    it(name, () => assert.deepEqual(usageRows({ ...whole, ...change }).map(outline), want));
  }

  it('say of a container beside the spec that it has no request', () => {
    const [row] = usageRows(whole);
    assert.ok(row?.kind === 'pod');
    assert.deepEqual(row.containers[1]?.cpu.request, { kind: 'none', lacking: [] });
  });

  it('can be sent to another thread', () => assert.doesNotThrow(() => structuredClone(usageRows(whole))));
});

describe('nodeFacts', () => {
  it('tells why a node is not ready', () => {
    assert.deepEqual(nodeFacts(allocatable('Unknown')).notReady, {
      status: 'Unknown', reason: 'KubeletNotReady', message: 'no CNI',
    });
    assert.equal(nodeFacts(allocatable()).notReady, undefined);
  });
  it('knows nothing of an empty node', () => {
    assert.deepEqual(nodeFacts({}), { cpu: undefined, memory: undefined, notReady: undefined });
  });
  it('are other ones only when something that is shown has changed', () => {
    assert.equal(nodeFactsKey(allocatable()), nodeFactsKey(allocatable()));
    assert.notEqual(nodeFactsKey(allocatable()), nodeFactsKey(allocatable('False')));
  });
});
