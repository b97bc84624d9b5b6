import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { formatQuantity } from '../../../src/core/kube/formatQuantity.js';
import type { PodContainer } from '../../../src/core/kube/pod.js';
import {
  podRations, rationsKey, type RationAmount, type RationedPod,
} from '../../../src/core/metrics/podRations.js';

const container = (name: string, requests?: Record<string, string>, limits?: Record<string, string>) =>
  ({ name, resources: { ...(requests ? { requests } : {}), ...(limits ? { limits } : {}) } });
const podOf = (...containers: PodContainer[]): RationedPod => ({ spec: { containers } });

function text(amount: RationAmount | undefined): string {
  if (amount?.ok) {
    return formatQuantity(amount.quantity);
  }
  return amount ? ['none', ...amount.lacking].join(' ') : 'unknown container';
}

describe('podRations', () => {
  const sidecar = { ...container('proxy', { cpu: '20m' }), restartPolicy: 'Always' };
  const cases: [name: string, pod: RationedPod, cpuRequest: string][] = [
    ['adds containers up', podOf(container('a', { cpu: '100m' }), container('b', { cpu: '0.4' })), '500m'],
    ['has no sum where a container says nothing', podOf(container('a', { cpu: '1' }), container('b')), 'none b'],
    ['names nobody when nobody says anything', podOf(container('a'), container('b')), 'none'],
    ['takes a request of 0 as one', podOf(container('a', { cpu: '0' })), '0'],
    ['counts a sidecar', { spec: { containers: [container('a', { cpu: '1' })], initContainers: [sidecar] } }, '1020m'],
    ['does not count other init containers', {
      spec: { containers: [container('a', { cpu: '1' })], initContainers: [container('init', { cpu: '5' })] },
    }, '1'],
    ['believes the pod before its containers', {
      spec: { containers: [container('a', { cpu: '1' }), container('b')], resources: { requests: { cpu: '3' } } },
    }, '3'],
    ['asks the containers for what the pod does not say', {
      spec: { containers: [container('a', { cpu: '1' })], resources: { requests: { memory: '1Gi' } } },
    }, '1'],
    ['is none without a spec', {}, 'none'],
  ];
  for (const [name, pod, cpuRequest] of cases) {
    it(name, () => assert.equal(text(podRations(pod).pod.cpu.request), cpuRequest));
  }

  it('knows limits and each container by itself', () => {
    const { pod, containers } = podRations(podOf(
      container('a', { memory: '64Mi' }, { cpu: '1', memory: '128Mi' }), container('b', {}, { memory: '1Gi' }),
    ));
    assert.equal(text(pod.cpu.limit), 'none b');
    assert.equal(text(pod.memory.limit), '1152Mi');
    assert.equal(text(containers.get('a')?.memory.request), '64Mi');
    assert.equal(text(containers.get('b')?.memory.request), 'none');
  });
});

describe('rationsKey', () => {
  const pod = podOf(container('a', { cpu: '1', 'example.com/gpu': '1' }));
  it('is one for the pods of a workload, whatever else they have', () => {
    assert.equal(rationsKey(pod), rationsKey(podOf(container('a', { cpu: '1' }))));
  });
  it('is another for other rations or names', () => {
    const others = [podOf(container('b', { cpu: '1' })), podOf(container('a', {}, { cpu: '1' })), podOf()];
    others.forEach(other => assert.notEqual(rationsKey(pod), rationsKey(other)));
  });
});
