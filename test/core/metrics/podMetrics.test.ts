import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { formatQuantity } from '../../../src/core/kube/formatQuantity.js';
import { podUsage, usageOf, type PodMetrics, type ResourceUsageTexts } from '../../../src/core/metrics/podMetrics.js';

function podOf(...usages: (ResourceUsageTexts | null)[]): PodMetrics {
  const containers = usages.map((usage, index) => ({ name: `c${index}`, usage }));
  return { metadata: { name: 'web', namespace: 'shop' }, timestamp: '2026-01-02T03:04:05Z', window: '15s', containers };
}

describe('usageOf', () => {
  it('reads a resource', () => assert.equal(usageOf({ cpu: '5m' }, 'cpu')?.unscaled, 5n));
  it('tells absent from zero', () => {
    assert.equal(usageOf({ cpu: '0' }, 'cpu')?.unscaled, 0n);
    assert.equal(usageOf({ cpu: '0' }, 'memory'), undefined);
    assert.equal(usageOf(null, 'cpu'), undefined);
  });
  it('is nothing for what is no quantity', () => assert.equal(usageOf({ cpu: 'lots' }, 'cpu'), undefined));
});

describe('podUsage', () => {
  it('adds containers up exactly, before any rounding', () => {
    const usage = podUsage(podOf({ cpu: '1500u' }, { cpu: '1500u' }), 'cpu');
    assert.equal(usage && formatQuantity(usage), '3m');
  });
  it('leaves out a container that does not tell', () => {
    const usage = podUsage(podOf({ memory: '1Mi' }, null, {}), 'memory');
    assert.equal(usage && formatQuantity(usage), '1Mi');
  });
  it('counts such a container as a zero of whole units, which shows when upstream overflows', () => {
    const usage = podUsage(podOf({ cpu: '-3E' }, { cpu: '1e300' }, {}), 'cpu');
    assert.equal(usage?.exponent, 0);
  });
  it('is nothing when no container tells', () => {
    assert.equal(podUsage(podOf({ cpu: '1' }), 'memory'), undefined);
    assert.equal(podUsage({ ...podOf(), containers: null }, 'cpu'), undefined);
  });
});
