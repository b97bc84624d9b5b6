import type { ApiService, ApiServiceCondition, ServiceReference } from '../../src/core/kube/apiService.js';
import type { MetricSpec } from '../../src/core/kube/hpa.js';
import { keptEndpointSlice, type KeptEndpointSlice } from '../../src/core/pipeline/endpointsLink.js';
import { metricsNeed, type MetricsNeed } from '../../src/core/pipeline/metricsNeed.js';
import { offeredResources, type OfferedResources } from '../../src/core/pipeline/offeredResource.js';
import { pipelinePod, type PipelinePod } from '../../src/core/pipeline/pipelinePod.js';
import type { PipelineObjects } from '../../src/core/pipeline/pipelineRow.js';
import { PENDING, unseen, type Seen } from '../../src/core/kube/seen.js';
import { keptService, type KeptService, type Service } from '../../src/core/pipeline/serviceLink.js';
import { kubeletOf, type Kubelet, type Node } from '../../src/core/pipeline/kubelet.js';

/** When what was offered was read. */
export const readAtMs = Date.parse('2026-11-25T10:00:00Z');
export const backend: ServiceReference = { namespace: 'kube-system', name: 'metrics-server', port: 443 };
const metadata = { namespace: 'kube-system', name: 'metrics-server' };

export const seen = <T>(...value: T[]): Seen<readonly T[]> => ({ kind: 'seen', value });
export const pending = PENDING;
/** The list of these resources is refused. */
export const refused = (resource: string): Seen<never> => unseen({
  code: 'forbidden', message: 'no, says the cluster',
  access: { verb: 'list', group: '', resource, namespace: 'kube-system' },
});

const loadedMs = Date.now();

/** RFC 3339, so long before this suite was loaded. */
export const ago = (ms: number): string => new Date(loadedMs - ms).toISOString();

/** Stops the clock at that moment for the tests of a `describe`: however slow the machine is, no age moves on. */
export function stopClock(): void {
  const { now } = Date;
  before(() => { Date.now = () => loadedMs; });
  after(() => { Date.now = now; });
}

/** Registered three days ago. Without a condition nobody has looked at it yet. */
export function apiService(
  name: string, condition?: Omit<ApiServiceCondition, 'type'>, service?: ServiceReference | null,
): ApiService {
  const [version = '', ...group] = name.split('.');
  return {
    metadata: { name, creationTimestamp: ago(3 * 86_400_000) },
    spec: { version, group: group.join('.'), ...(service === undefined ? {} : { service }) },
    status: { conditions: condition ? [{ type: 'Available', ...condition }] : null },
  };
}

export function service(spec: Service['spec'] = {}): KeptService {
  const ports = [{ name: 'https', port: 443, targetPort: 'https' }];
  return keptService({ metadata, spec: { selector: { app: 'metrics-server' }, ports, ...spec } });
}

/** One slice with these addresses, ready or not, behind the port. */
export function slice(addresses: Readonly<Record<string, boolean>>, portName = 'https'): KeptEndpointSlice {
  return keptEndpointSlice({
    metadata,
    endpoints: Object.entries(addresses).map(([address, ready]) => ({ addresses: [address], conditions: { ready } })),
    ports: [{ name: portName, port: 10250 }],
  });
}

export function pod(name: string, status: Partial<Parameters<typeof pipelinePod>[0]['status']> = {}): PipelinePod {
  return pipelinePod({
    metadata: { ...metadata, name, creationTimestamp: ago(85 * 60_000) },
    spec: { containers: [{ name: 'metrics-server' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ name: 'metrics-server', ready: true, state: { running: {} } }],
      ...status,
    },
  });
}

export function node(name: string, status: Node['status'] = {}): Kubelet {
  return kubeletOf({
    metadata: { name },
    status: {
      addresses: [{ type: 'InternalIP', address: '192.0.2.72' }],
      conditions: [{ type: 'Ready', status: 'True' }],
      ...status,
    },
  });
}

export function offered(...resources: { name: string; namespaced: boolean }[]): Seen<OfferedResources> {
  const list = offeredResources({ resources }, 'metrics.k8s.io/v1beta1', 'shop');
  return { kind: 'seen', value: { list, atMs: readAtMs } };
}

/** An autoscaler in shop with metrics of these types. */
export function need(name: string, ...types: MetricSpec['type'][]): MetricsNeed {
  const spec = { scaleTargetRef: { kind: 'Deployment', name }, maxReplicas: 2, metrics: types.map(type => ({ type })) };
  return metricsNeed({ metadata: { namespace: 'shop', name }, spec });
}

export const metricsApi = apiService('v1beta1.metrics.k8s.io', { status: 'True', reason: 'Passed' }, backend);

/** A cluster whose whole pipeline is well; each case changes only what it is about. */
export function pipelineCluster(change: Partial<PipelineObjects> = {}): PipelineObjects {
  return {
    apiServices: () => [metricsApi],
    needs: () => seen(),
    services: () => seen(service()),
    endpointSlices: () => seen(slice({ '10.0.0.1': true })),
    pods: () => seen(pod('metrics-server-1')),
    kubelets: () => seen(node('node1')),
    resources: () => offered({ name: 'nodes', namespaced: false }, { name: 'pods', namespaced: true }),
    ...change,
  };
}
