import type { ClusterProblem } from '../../src/base/errors.js';
import type { Row, RowsEvent } from '../../src/cluster/clusterConnection.js';
import { autoscalerRow, type AutoscalerRow } from '../../src/core/hpa/autoscalerRow.js';
import type { DecisionRow } from '../../src/core/hpa/compare/decisionRow.js';
import { targetPodRow } from '../../src/core/hpa/targetPodRow.js';
import { eventRow } from '../../src/core/kube/event.js';
import type { HorizontalPodAutoscaler, HpaCondition, MetricSpec } from '../../src/core/kube/hpa.js';
import { seen, unseen } from '../../src/core/kube/seen.js';
import { nodeFacts } from '../../src/core/metrics/nodeFacts.js';
import type { NodeMetrics } from '../../src/core/metrics/nodeMetrics.js';
import type { PodMetrics } from '../../src/core/metrics/podMetrics.js';
import { podRations, type PodRations } from '../../src/core/metrics/podRations.js';
import { usageRows } from '../../src/core/metrics/usageRows.js';
import type { UsageRow } from '../../src/core/metrics/usageRow.js';
import { ago } from './pipelineCluster.js';

// A small cluster in which every kind of row of the views occurs.

const minutes = 60_000;
const average = { type: 'AverageValue', averageValue: '10' };

const metrics: MetricSpec[] = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
  { type: 'Pods', pods: { metric: { name: 'rps' }, target: average } },
  { type: 'Quantum' },
];

function hpa(name: string, change: Partial<HorizontalPodAutoscaler> = {}): HorizontalPodAutoscaler {
  return {
    metadata: { name, namespace: 'shop', uid: name },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, maxReplicas: 10, metrics: [] },
    ...change,
  };
}

const condition = (type: string, status: string, reason: string): HpaCondition =>
  ({ type, status, reason, message: 'so it is', lastTransitionTime: ago(20.5 * minutes) });

/** The autoscaler with all that there may be below one. */
const web = hpa('web', {
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas: 2,
    maxReplicas: 10,
    metrics,
    behavior: {
      scaleUp: { tolerance: '50m' }, scaleDown: { selectPolicy: 'Disabled', stabilizationWindowSeconds: 60 },
    },
  },
  status: {
    currentReplicas: 4,
    desiredReplicas: 7,
    lastScaleTime: ago(15.5 * minutes),
    currentMetrics: [{
      type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 92, averageValue: '460m' } },
    }],
    conditions: [condition('AbleToScale', 'True', 'SucceededRescale')],
  },
});

/** One autoscaler for each state that a row can have. */
const states: Readonly<Record<string, HorizontalPodAutoscaler['status']>> = {
  disabled: { conditions: [condition('ScalingActive', 'False', 'ScalingDisabled')] },
  failing: { currentReplicas: 1, conditions: [condition('AbleToScale', 'False', 'FailedGetScale')] },
  limited: {
    currentReplicas: 10, desiredReplicas: 10, conditions: [condition('ScalingLimited', 'True', 'TooManyReplicas')],
  },
  pending: {},
  stabilized: {
    currentReplicas: 3, desiredReplicas: 3, conditions: [condition('AbleToScale', 'True', 'ScaleDownStabilized')],
  },
  steady: {
    currentReplicas: 3, desiredReplicas: 3, conditions: [condition('AbleToScale', 'True', 'ReadyForNewScale')],
  },
  zero: { conditions: [condition('ScaledToZero', 'True', 'AllMetricsZero')] },
};

/** `web`, and one for each other state. */
export const autoscalers: readonly AutoscalerRow[] = [
  web, ...Object.entries(states).map(([name, status]) => hpa(name, status ? { status } : {})),
].map(autoscalerRow);

const event = (type: string, reason: string, change: object = {}): Row => eventRow({
  metadata: { name: reason, namespace: 'shop' }, type, reason, message: 'so it was',
  source: { component: 'horizontal-pod-autoscaler' }, firstTimestamp: ago(30.5 * minutes), ...change,
});

const pod = (name: string, isOfTarget: boolean, owner?: string): Row => targetPodRow({
  metadata: {
    name, namespace: 'shop', creationTimestamp: ago(40.5 * minutes),
    ownerReferences: owner === undefined ? null
      : [{ apiVersion: 'batch/v1', kind: 'Job', name: owner, uid: owner, controller: true }],
  },
  spec: { containers: [{ name: 'app' }] },
  status: { phase: 'Running', containerStatuses: [{ name: 'app', ready: true, state: { running: {} } }] },
}, isOfTarget);

/** What `web` wants and why, made up so that each kind of line of a decision occurs. */
const decision: DecisionRow = {
  id: 'shop/web',
  explanation: {
    key: 'shop/web', atMs: Date.now() - 3_500, currentReplicas: 4, desiredReplicas: 7, summary: 'So it is.',
    lines: [{
      label: 'cpu', text: '92% of request, target 60% → 7',
      lines: [{ label: 'Ratio', text: '92/60 = 1.533, outside 0.9 … 1.1', lines: [] }],
    }],
    ledgers: [{
      metric: 'cpu',
      rows: [
        {
          pod: 'web-1', uid: 'a', group: 'ready', usage: '480m', request: '500m', share: '96%', sampleAge: '9s',
          assumed: '', why: 'counts',
        },
        {
          pod: 'web-2', uid: 'b', group: 'missing', usage: '', request: '500m', share: '', sampleAge: '',
          assumed: '0', why: 'no sample',
        },
      ],
    }],
  },
  verdict: { kind: 'differs', theirs: '6', reasons: [{ kind: 'memory', text: 'its memory is unknown' }] },
  assumptions: [{ what: 'version', value: '1.37', from: 'seen' }, { what: 'tolerance', value: '0.1', from: 'default' }],
  isControllerSeen: false,
  memorySinceMs: 0,
  strangers: { 'web-2': 'Job/report' },
};

/** What is below the lines of `web` that are followed. */
export const live: Readonly<Record<string, readonly Row[]>> = {
  events: [
    event('Warning', 'FailedGetScale', { count: 3, lastTimestamp: ago(10.5 * minutes) }), event('Normal', 'Rescaled'),
  ],
  decision: [decision],
  targetPods: [pod('web-1', true, 'web'), pod('web-2', false, 'report'), pod('web-3', false)],
};

const forbidden = (group: string, resource: string): ClusterProblem =>
  ({ code: 'forbidden', message: `${resource} are forbidden`, access: { verb: 'list', group, resource } });

const sample = (name: string, ageMs: number, ...containers: string[]): PodMetrics => ({
  metadata: { name, namespace: 'shop' }, timestamp: ago(ageMs), window: '15s',
  containers: containers.map(container => ({ name: container, usage: { cpu: '479000001n', memory: '10241Ki' } })),
});

const nodeSample = (name: string, ageMs: number): NodeMetrics =>
  ({ metadata: { name }, timestamp: ago(ageMs), window: '15s', usage: { cpu: '1', memory: '1Gi' } });

const rations = (...containers: object[]): PodRations => podRations({
  spec: { containers: containers.map((resources, index) => ({ name: ['app', 'sidecar'][index] ?? '', resources })) },
});

const ready = { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting' };
const allocatable = { cpu: '4', memory: '8Gi' };

/** Pods and nodes, fresh and stale, with and without requests; two parts were not seen. */
export const usage: readonly UsageRow[] = usageRows({
  pods: seen([
    sample('fresh', 9_500, 'app'), sample('pair', 9_500, 'app', 'sidecar'), sample('stale', 20.5 * minutes, 'app'),
  ]),
  nodes: seen([nodeSample('n1', 9_500), nodeSample('n3', 20.5 * minutes)]),
  requests: seen(new Map([
    ['shop/fresh', rations({ requests: { cpu: '500m', memory: '64Mi' }, limits: { cpu: '1' } })],
    ['shop/pair', rations({ requests: { cpu: '500m', memory: '64Mi' } }, {})],
  ]), forbidden('', 'pods')),
  allocatable: seen(new Map([
    ['n1', nodeFacts({ status: { allocatable } })],
    ['n2', nodeFacts({ status: { allocatable, conditions: [ready] } })],
  ]), forbidden('', 'nodes')),
  clockSkewMs: 0,
});

/** The parts of usage that can be hidden, all of them; and nothing else. */
export const nothingSeen: readonly UsageRow[] = usageRows({
  pods: unseen(forbidden('metrics.k8s.io', 'pods')),
  nodes: unseen({ code: 'unavailable', message: 'no endpoints' }),
  requests: unseen(forbidden('', 'pods')),
  allocatable: unseen(forbidden('', 'nodes')),
  clockSkewMs: 0,
});

/** The Metrics API answers, and has no pod. */
export const noSamples = (runningPods: number | undefined): UsageRow =>
  ({ kind: 'noSamples', id: 'noSamples', runningPods });

/** What the cluster says of the lines below an autoscaler: of `web` what there is, of others as their names say. */
export function answersOf(collection: string, name: string, ofWeb: readonly Row[]): RowsEvent<Row>[] {
  switch (name) {
    case 'pending': return [];
    case 'failing': return [{ kind: 'failed', problem: forbidden('', collection), retryAtMs: Infinity }];
    case 'web': return [{ kind: 'changed', rows: ofWeb, removed: [] }, { kind: 'synced', atMs: 1 }];
    default: return [{ kind: 'synced', atMs: 1 }];
  }
}
