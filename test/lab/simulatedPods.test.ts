import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseMillicores, parseQuantity } from './quantity.js';
import { SimulatedPods, type SimulatedPod } from './simulatedPods.js';

const startMs = Date.parse('2026-01-01T00:00:00Z');

interface Change {
  readonly annotations?: Record<string, string>;
  readonly env?: { name: string; value: string }[];
  readonly limits?: Record<string, string>;
  readonly phase?: string;
  readonly startedAt?: string;
  readonly containers?: string[];
}

/** A running pod `shop/NAME` with label app=web on node-1. Each case changes only what it is about. */
function makePod(name: string, change: Change = {}): SimulatedPod {
  const containers = change.containers ?? ['app'];
  const startedAt = change.startedAt ?? '2026-01-01T00:00:00Z';
  return {
    metadata: { namespace: 'shop', name, uid: name, labels: { app: 'web' }, annotations: change.annotations ?? {} },
    spec: {
      nodeName: 'node-1',
      containers: containers.map(container => (
        { name: container, env: change.env ?? [], resources: { limits: change.limits ?? {} } }
      )),
    },
    status: {
      phase: change.phase ?? 'Running',
      containerStatuses: containers.map(container => ({ name: container, state: { running: { startedAt } } })),
    },
  };
}

describe('SimulatedPods', () => {
  const rates = (pods: SimulatedPods) => Object.fromEntries([...pods.ofNode('node-1')].map(pod => (
    [pod.name, pod.containers.map(container => Math.round(container.cpu.millicores))]
  )));

  const cases: [string, Change, number[], number][] = [
    ['is idle by default', {}, [1], 4],
    ['follows the annotation',
      { annotations: { 'hpa-scope.lab/cpu': '250m', 'hpa-scope.lab/memory': '64Mi' } }, [250], 64],
    ['follows the burner’s environment',
      { env: [{ name: 'MILLICORES', value: '80' }, { name: 'MEMORY_MIB', value: '30' }] }, [80], 34],
    ['is held by its limit', { annotations: { 'hpa-scope.lab/cpu': '2' }, limits: { cpu: '500m' } }, [500], 4],
    ['splits by container',
      { containers: ['app', 'log'], annotations: { 'hpa-scope.lab/cpu': 'app=200m,log=10m' } }, [200, 10], 4],
  ];
  for (const [name, change, cpu, memoryMib] of cases) {
    it(name, () => {
      const pods = new SimulatedPods(() => startMs);
      pods.put(makePod('web-1', change));
      assert.deepEqual(rates(pods), { 'web-1': cpu });
      assert.equal([...pods.ofNode('node-1')][0]?.containers[0]?.memoryBytes, memoryMib * 2 ** 20);
    });
  }

  it('shares a load among those who run and match', () => {
    const pods = new SimulatedPods(() => startMs);
    pods.put(makePod('web-1'));
    pods.setLoad('shop', 'app=web', 300);
    assert.deepEqual(rates(pods), { 'web-1': [300] });
    pods.put(makePod('web-2'));
    pods.put(makePod('web-3', { phase: 'Pending' }));
    assert.deepEqual(rates(pods), { 'web-1': [150], 'web-2': [150] });
    pods.remove('shop', 'web-1');
    assert.deepEqual(rates(pods), { 'web-2': [300] });
    pods.setLoad('shop', 'app=web', undefined);
    assert.deepEqual(rates(pods), { 'web-2': [1] });
  });

  it('keeps the counter over an update and starts anew after a restart', () => {
    let nowMs = startMs;
    const pods = new SimulatedPods(() => nowMs);
    pods.put(makePod('web-1', { annotations: { 'hpa-scope.lab/cpu': '1' } }));
    const first = [...pods.ofNode('node-1')][0]?.containers[0];
    nowMs += 10_000;
    pods.put(makePod('web-1', { annotations: { 'hpa-scope.lab/cpu': '500m' } }));
    assert.equal([...pods.ofNode('node-1')][0]?.containers[0], first);
    assert.equal(first?.cpu.atMs(nowMs + 2000), 11_015_000_000);
    pods.put(makePod('web-1', { startedAt: '2026-01-01T00:00:10Z' }));
    assert.equal([...pods.ofNode('node-1')][0]?.containers[0]?.cpu.atMs(nowMs), 15_000_000);
  });

  it('forgets what a new list no longer has', () => {
    const pods = new SimulatedPods(() => startMs);
    pods.put(makePod('web-1'));
    pods.replaceAll([makePod('web-2')]);
    assert.deepEqual(Object.keys(rates(pods)), ['web-2']);
  });
});

describe('parseQuantity', () => {
  const cases: [string, number][] = [
    ['250m', 0.25], ['1', 1], ['1.5', 1.5], ['64Mi', 67_108_864], ['2k', 2000], ['10n', 1e-8],
  ];
  for (const [text, want] of cases) {
    it(text, () => assert.equal(parseQuantity(text), want));
  }
  it('reads CPU in millicores', () => assert.equal(parseMillicores('0.5'), 500));
  it('refuses nonsense', () => assert.throws(() => parseQuantity('many')));
});
