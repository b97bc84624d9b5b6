import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { describeMetric } from '../../../src/core/hpa/describeMetric.js';
import type { MetricSpec, MetricStatus } from '../../../src/core/kube/hpa.js';

const cpu: MetricSpec = {
  type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
};
const metric = { name: 'requests "per" s\n' };

describe('describeMetric', () => {
  const cases: [name: string, spec: MetricSpec, status: MetricStatus | undefined, want: string][] = [
    [
      'a share of a request, two spaces and all',
      cpu,
      { type: 'Resource', resource: { current: { averageUtilization: 12, averageValue: '24m' } } },
      'resource cpu on pods  (as a percentage of request):|12% (24m) / 80%',
    ],
    ['a share that was never read', cpu, undefined,
      'resource cpu on pods  (as a percentage of request):|<unknown> / 80%'],
    [
      'an average of a container',
      {
        type: 'ContainerResource',
        containerResource: { name: 'memory', container: 'app', target: { type: 'AverageValue', averageValue: '1Gi' } },
      },
      { type: 'ContainerResource', containerResource: { current: { averageValue: '524288Ki' } } },
      'resource memory of container "app" on pods:|512Mi / 1Gi',
    ],
    [
      'pods, with a name in Go\'s quotes',
      { type: 'Pods', pods: { metric, target: { type: 'AverageValue', averageValue: '10' } } },
      { type: 'Pods', pods: { current: { averageValue: '12500m' } } },
      '"requests \\"per\\" s\\n" on pods:|12500m / 10',
    ],
    [
      'an object, with a name as it is',
      {
        type: 'Object',
        object: { metric, describedObject: { kind: 'Ingress', name: 'a' }, target: { type: 'Value', value: '1k' } },
      },
      undefined,
      '"requests "per" s\n" on Ingress/a (target value):|<unknown> / 1k',
    ],
    [
      'an object goes by the type of its target',
      {
        type: 'Object',
        object: {
          metric: { name: 'hits' }, describedObject: { kind: 'Ingress', name: 'a' },
          target: { type: 'AverageValue', value: '1' },
        },
      },
      { type: 'Object', object: { current: { value: '3' } } },
      '"hits" on Ingress/a (target average value):|<nil> / <nil>',
    ],
    [
      'an external metric goes by the field that is set',
      { type: 'External', external: { metric: { name: 'q' }, target: { type: 'Value', averageValue: '30' } } },
      { type: 'External', external: { current: { value: '70' } } },
      '"q" (target average value):|<unknown> / 30',
    ],
    ['a type that nobody knows', { type: 'Foo"' }, undefined, '<unknown metric type "Foo\\"">|'],
    ['a type without its field', { type: 'Pods' }, undefined, '<unknown metric type "Pods">|'],
  ];
  for (const [name, spec, status, want] of cases) {
    it(name, () => {
      const { label, value } = describeMetric(spec, status);
      assert.equal(`${label}|${value}`, want);
    });
  }
});
