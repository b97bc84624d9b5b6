import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { statusesOf } from '../../../src/core/hpa/metricIdentity.js';
import type { LabelSelector, MetricSpec, MetricStatus } from '../../../src/core/kube/hpa.js';

const target = { type: 'AverageValue', averageValue: '1' };
const current = { averageValue: '1' };
const queue = (name: string): LabelSelector => ({ matchLabels: { queue: name } });

/** A metric as the spec has it, and as the status has it. */
interface Metric {
  readonly spec: MetricSpec;
  readonly status: MetricStatus;
}
const resource = (name: string): Metric => ({
  spec: { type: 'Resource', resource: { name, target } },
  status: { type: 'Resource', resource: { name, current } },
});
const container = (name: string, of: string): Metric => ({
  spec: { type: 'ContainerResource', containerResource: { name, container: of, target } },
  status: { type: 'ContainerResource', containerResource: { name, container: of, current } },
});
const pods = (name: string): Metric => ({
  spec: { type: 'Pods', pods: { metric: { name }, target } },
  status: { type: 'Pods', pods: { metric: { name, selector: {} }, current } },
});
const external = (name: string, selector?: LabelSelector): Metric => ({
  spec: { type: 'External', external: { metric: { name, ...selector ? { selector } : {} }, target } },
  status: { type: 'External', external: { metric: { name, selector: selector ?? null }, current } },
});
const object = (kind: string, name: string, apiVersion?: string): Metric => {
  const describedObject = { kind, name, ...apiVersion === undefined ? {} : { apiVersion } };
  const metric = { name: 'hits' };
  return {
    spec: { type: 'Object', object: { metric, describedObject, target } },
    status: { type: 'Object', object: { metric, describedObject, current } },
  };
};

const mail = external('length', queue('mail'));
const print = external('length', queue('print'));
const app = container('cpu', 'app');
const proxy = container('cpu', 'proxy');
const cpu = resource('cpu');
const failed: MetricStatus = { type: '' };

describe('statusesOf', () => {
  type Wanted = (MetricStatus | undefined)[];
  const cases: [name: string, specs: Metric[], statuses: MetricStatus[] | null, want: Wanted][] = [
    ['nothing before the first pass', [cpu, mail], null, [undefined, undefined]],
    ['as the controller writes them', [cpu, mail], [cpu.status, mail.status], [cpu.status, mail.status]],
    ['in another order', [cpu, mail], [mail.status, cpu.status], [cpu.status, mail.status]],
    ['one is missing', [cpu, mail], [mail.status], [undefined, mail.status]],
    ['a failed one has none, and those behind it keep theirs', [cpu, mail], [failed, mail.status],
      [undefined, mail.status]],
    ['never by name alone: another selector', [mail], [print.status], [undefined]],
    ['never by name alone: another container', [app, proxy], [proxy.status], [undefined, proxy.status]],
    ['never by name alone: a container and the pod', [cpu], [app.status], [undefined]],
    ['never by name alone: another type', [pods('length')], [external('length').status], [undefined]],
    ['never by name alone: another object', [object('Service', 'a')], [object('Service', 'b').status], [undefined]],
    ['never by name alone: another kind', [object('Service', 'a')], [object('Ingress', 'a').status], [undefined]],
    ['the same object in another version', [object('Ingress', 'a', 'networking.k8s.io/v1')],
      [object('Ingress', 'a', 'networking.k8s.io/v1beta1').status],
      [object('Ingress', 'a', 'networking.k8s.io/v1beta1').status]],
    ['an empty selector is none', [pods('rps')], [pods('rps').status], [pods('rps').status]],
    ['one metric twice takes one entry each', [cpu, cpu], [cpu.status], [cpu.status, undefined]],
    ['one metric twice, moved', [mail, cpu, cpu], [cpu.status, cpu.status], [undefined, cpu.status, cpu.status]],
    ['a type that we do not know', [{ spec: { type: 'Foo' }, status: { type: 'Foo' } }], [{ type: 'Foo' }],
      [undefined]],
    ['a type without its field', [{ spec: { type: 'Pods' }, status: failed }], [{ type: 'Pods' }], [undefined]],
  ];
  for (const [name, specs, statuses, want] of cases) {
    it(name, () => assert.deepEqual(statusesOf(specs.map(({ spec }) => spec), statuses), want));
  }
});
