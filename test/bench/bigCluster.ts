import { startLab, type Lab } from '../lab/lab.js';

/** How big the cluster of a benchmark is. */
export interface ClusterSize {
  readonly autoscalers: number;
  readonly podsOfEach: number;
  readonly apiServices: number;
  readonly namespaces: number;
}

/** A node of the lab takes 250. */
const PODS_A_NODE = 220;
const AT_ONCE = 24;

/**
 * A real control plane with that many objects: each autoscaler has a Deployment of its own, whose pods simulated nodes
 * run. The controllers may ask more often than by default, or filling it would take an hour; the HPA controller looks
 * once in five minutes, so that it leaves some of the two cores to what is measured.
 */
export async function startBigCluster(size: ClusterSize): Promise<Lab> {
  const pods = size.autoscalers * size.podsOfEach;
  const lab = await startLab({
    nodes: { simulated: Math.ceil(pods / PODS_A_NODE) },
    hpaSyncPeriodSeconds: 300,
    metricResolutionSeconds: 30,
    controllerManagerArgs: [
      '--kube-api-qps=500', '--kube-api-burst=1000',
      '--concurrent-deployment-syncs=20', '--concurrent-replicaset-syncs=20',
    ],
    log: console.log,
  });
  await fill(lab, size);
  await lab.waitFor('all pods run', async () => {
    const listed = await lab.api.get<{ items: unknown[]; metadata: { remainingItemCount?: number } }>(
      '/api/v1/pods?limit=1&fieldSelector=status.phase%3DRunning');
    return listed.items.length + (listed.metadata.remainingItemCount ?? 0) >= pods;
  }, 1_800_000);
  await lab.waitFor('all pods have samples', async () => {
    const { items } = await lab.api.get<{ items: unknown[] }>('/apis/metrics.k8s.io/v1beta1/pods');
    return items.length >= pods;
  }, 300_000);
  return lab;
}

async function fill(lab: Lab, size: ClusterSize): Promise<void> {
  const namespaces = Array.from({ length: size.namespaces }, (_, index) => `team-${index}`);
  await atOnce(namespaces, name => create(lab, '/api/v1/namespaces', { metadata: { name } }));
  const indices = Array.from({ length: size.autoscalers }, (_, index) => index);
  await atOnce(indices, async index => {
    const namespace = `team-${index % size.namespaces}`;
    await create(lab, `/apis/apps/v1/namespaces/${namespace}/deployments`, deployment(index, size.podsOfEach));
    await create(lab, `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`,
      autoscaler(index, size.podsOfEach));
  });
  const services = Array.from({ length: size.apiServices }, (_, index) => index);
  await atOnce(services, index => create(lab, '/apis/apiregistration.k8s.io/v1/apiservices', apiService(index)));
}

function create(lab: Lab, path: string, body: object): Promise<unknown> {
  return lab.api.send(path, { body });
}

async function atOnce<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      await run(item);
    }
  }));
}

function deployment(index: number, replicas: number): object {
  const labels = { app: `web-${index}` };
  return {
    metadata: { name: `web-${index}`, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: ['app', 'proxy'].map(name => ({
            name, image: 'localhost/burner:1', resources: { requests: { cpu: '50m', memory: '16Mi' } },
          })),
        },
      },
    },
  };
}

function autoscaler(index: number, replicas: number): object {
  return {
    metadata: { name: `web-${index}` },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: `web-${index}` },
      minReplicas: replicas,
      maxReplicas: replicas + 2,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
      ],
    },
  };
}

/** Local ones, since the API server would probe each backend that is named. */
function apiService(index: number): object {
  return {
    metadata: { name: `v1.group-${index}.example.com` },
    spec: { group: `group-${index}.example.com`, version: 'v1', groupPriorityMinimum: 1000, versionPriority: 10 },
  };
}
