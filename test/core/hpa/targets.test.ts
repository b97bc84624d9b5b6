import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { formatMetric, formatReference, formatTargets } from '../../../src/core/hpa/targets.js';
import type { MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from '../../../src/core/kube/hpa.js';

const utilization = (averageUtilization: number): MetricTarget => ({ type: 'Utilization', averageUtilization });
const average = (averageValue: string): MetricTarget => ({ type: 'AverageValue', averageValue });
const total = (value: string): MetricTarget => ({ type: 'Value', value });
const metric = { name: 'requests' };
const describedObject = { kind: 'Ingress', name: 'front' };

const cpu: MetricSpec = { type: 'Resource', resource: { name: 'cpu', target: utilization(80) } };
const cpuAt = (averageUtilization: number): MetricStatus => (
  { type: 'Resource', resource: { current: { averageUtilization, averageValue: '24m' } } }
);

describe('formatMetric', () => {
  const reading = (current: MetricValueStatus) => ({ current });
  const cases: [name: string, spec: MetricSpec, status: MetricStatus | undefined, want: string][] = [
    ['a utilization', cpu, cpuAt(12), 'cpu: 12%/80%'],
    ['a utilization that was never read', cpu, undefined, 'cpu: <unknown>/80%'],
    ['a failed reading', cpu, { type: '' }, 'cpu: <unknown>/80%'],
    ['a reading of another type', cpu, { type: 'Pods', pods: reading({ averageValue: '1' }) }, 'cpu: <unknown>/80%'],
    [
      'a utilization without a target',
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } },
      cpuAt(12),
      'cpu: 12%/<auto>',
    ],
    [
      'an average of a resource',
      { type: 'Resource', resource: { name: 'memory', target: average('200Mi') } },
      { type: 'Resource', resource: reading({ averageValue: '102400Ki' }) },
      'memory: 100Mi/200Mi',
    ],
    [
      'a container, by its resource',
      { type: 'ContainerResource', containerResource: { name: 'cpu', container: 'app', target: utilization(50) } },
      { type: 'ContainerResource', containerResource: reading({ averageUtilization: 0 }) },
      'cpu: 0%/50%',
    ],
    [
      'pods',
      { type: 'Pods', pods: { metric, target: average('10') } },
      { type: 'Pods', pods: reading({ averageValue: '12.5' }) },
      '12500m/10',
    ],
    [
      'an object',
      { type: 'Object', object: { metric, describedObject, target: total('1000') } },
      { type: 'Object', object: reading({ value: '2k' }) },
      '2k/1k',
    ],
    [
      'an average of an external metric',
      { type: 'External', external: { metric, target: average('5') } },
      { type: 'External', external: reading({ averageValue: '10' }) },
      '10/5 (avg)',
    ],
    [
      'an average that was not read',
      { type: 'External', external: { metric, target: average('5') } },
      { type: 'External', external: reading({ value: '10' }) },
      '<unknown>/5 (avg)',
    ],
    [
      'what Go prints where it does not ask',
      { type: 'External', external: { metric, target: { type: 'Value' } } },
      { type: 'External', external: reading({}) },
      '<nil>/<nil>',
    ],
    ['a type that is not known', { type: 'Foo' }, undefined, '<unknown type>'],
    ['a type without its field', { type: 'Pods' }, undefined, '<unknown type>'],
    [
      'an amount that is no quantity, as it stands',
      { type: 'Pods', pods: { metric, target: average('many') } },
      undefined,
      '<unknown>/many',
    ],
  ];
  for (const [name, spec, status, want] of cases) {
    it(name, () => assert.equal(formatMetric(spec, status), want));
  }
});

describe('formatTargets', () => {
  it('of no metrics', () => {
    assert.equal(formatTargets([], []), '<none>');
    assert.equal(formatTargets(undefined, null), '<none>');
  });
  it('of two metrics', () => assert.equal(formatTargets([cpu, cpu], [cpuAt(1)]), 'cpu: 1%/80%, cpu: <unknown>/80%'));
  it('counts those beyond two', () => {
    assert.equal(formatTargets([cpu, cpu, cpu, cpu], null), 'cpu: <unknown>/80%, cpu: <unknown>/80% + 2 more...');
  });
});

describe('formatReference', () => {
  it('joins kind and name', () => assert.equal(formatReference({ kind: 'Deployment', name: 'web' }), 'Deployment/web'));
});
