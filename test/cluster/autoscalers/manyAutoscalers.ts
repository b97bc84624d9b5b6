import type { HpaScalingPolicy, LabelSelector, MetricSpec } from '../../../src/core/kube/hpa.js';
import {
  average, cpuAt, hpaManifest, total, workloadManifest, type HpaOptions, type WorkloadOptions,
} from '../../helpers/scaledWorkload.js';
import type { AdapterValues } from '../../lab/adapterValues.js';

/** The namespace of all that is made here. */
export const namespace = 'shop';

const queue = (name: string): LabelSelector => ({ matchLabels: { queue: name } });
const external = (name: string, target: MetricSpec['external'] & object): MetricSpec => (
  { type: 'External', external: { ...target, metric: { ...target.metric, name } } }
);
const length = (of: string, target = average('10')): MetricSpec =>
  external('length', { metric: { name: '', selector: queue(of) }, target });
const describedObject = { apiVersion: 'v1', kind: 'Service', name: 'front' };
const hits = (target = total('10')): MetricSpec =>
  ({ type: 'Object', object: { metric: { name: 'hits' }, describedObject, target } });
const rps = (name = 'rps'): MetricSpec => ({ type: 'Pods', pods: { metric: { name }, target: average('10') } });
const ofContainer = (name: string, target = cpuAt(50).resource?.target ?? average('1')): MetricSpec =>
  ({ type: 'ContainerResource', containerResource: { name, container: 'app', target } });
const memoryAverage: MetricSpec = { type: 'Resource', resource: { name: 'memory', target: average('64Mi') } };

interface Case {
  readonly hpa: HpaOptions;
  /** Absent: the target does not exist. */
  readonly workload?: WorkloadOptions;
}

/** An HPA of one metric, with a workload of its name. */
const of = (...metrics: MetricSpec[]): Case => ({ hpa: { metrics }, workload: {} });
const policy = (type: string, value: number, periodSeconds: number): HpaScalingPolicy => (
  { type, value, periodSeconds }
);
const toTarget = (kind: string, name: string, apiVersion = 'apps/v1'): HpaOptions => (
  { target: { apiVersion, kind, name } }
);

/** Every valid pair of a metric's type and a target's type; then what else there may be, much of it broken. */
export const cases: Readonly<Record<string, Case>> = {
  'resource-utilization': of(cpuAt(50)),
  'resource-average': of(memoryAverage),
  'container-utilization': of(ofContainer('cpu')),
  'container-average': of(ofContainer('memory', average('64Mi'))),
  'pods-average': of(rps()),
  'object-value': of(hits()),
  'object-average': of(hits(average('20'))),
  'external-value': of(length('mail', total('100'))),
  'external-average': of(length('mail')),
  'same-names': of(length('mail'), length('print'), cpuAt(50), ofContainer('cpu')),
  'one-fails': of(rps('missing'), length('mail'), cpuAt(50)),
  'stateful': { hpa: toTarget('StatefulSet', 'stateful'), workload: { kind: 'StatefulSet' } },
  'no-target': { hpa: {} },
  'no-kind': { hpa: toTarget('Rollout', 'web', 'argoproj.io/v1alpha1') },
  'no-request': { hpa: {}, workload: { requests: { memory: '64Mi' } } },
  'no-metric': of(rps('missing')),
  'at-zero': { hpa: { minReplicas: 0, metrics: [length('none', total('30'))] }, workload: {} },
  'disabled': { hpa: {}, workload: { replicas: 0 } },
  'at-max': { hpa: { maxReplicas: 2 }, workload: { cpu: '100m' } },
  'twin-a': { hpa: toTarget('Deployment', 'twins') },
  'twin-b': { hpa: toTarget('Deployment', 'twins') },
  'careful': {
    hpa: {
      behavior: {
        scaleUp: {
          selectPolicy: 'Min', policies: [policy('Pods', 1, 60), policy('Percent', 10, 30)], tolerance: '50m',
        },
        scaleDown: { selectPolicy: 'Disabled', stabilizationWindowSeconds: 60 },
      },
    },
    workload: {},
  },
};

/** All manifests. */
export function manyAutoscalers(): string {
  const made = Object.entries(cases).flatMap(([name, { hpa, workload }]) => [
    ...workload ? [workloadManifest(name, { ...workload, namespace })] : [],
    hpaManifest(name, { ...hpa, namespace }),
  ]);
  const others = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'front', namespace }, spec: { ports: [{ port: 80 }] } },
  ].map(object => JSON.stringify(object));
  return [...others, workloadManifest('twins', { namespace }), ...made].join('\n---\n');
}

/** The metrics that they are about. */
export function setValues(values: AdapterValues): void {
  values.setPods(namespace, 'rps', { kind: 'total', totalMilli: 12_500 });
  values.setObject(namespace, { resource: 'services', name: 'front' }, 'hits', '15');
  values.setExternal(namespace, 'length', [
    { labels: { queue: 'mail' }, value: '15' },
    { labels: { queue: 'print' }, value: '7' },
    { labels: { queue: 'none' }, value: '0' },
  ]);
}
