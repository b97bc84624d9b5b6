import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { LiveConnection } from '../../src/cluster/liveConnection.js';
import type { RowsEvent, Subscription } from '../../src/cluster/clusterConnection.js';
import type { ApiServiceRow, PipelineRow } from '../../src/core/pipeline/pipelineRow.js';
import { ScriptedApi } from '../helpers/scriptedApi.js';

const paths = {
  apiServices: '/apis/apiregistration.k8s.io/v1/apiservices',
  service: '/api/v1/namespaces/kube-system/services?fieldSelector=metadata.name=ms',
  slices: '/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices?labelSelector=kubernetes.io/service-name=ms',
  pods: '/api/v1/namespaces/kube-system/pods?labelSelector=app=ms',
  nodes: '/api/v1/nodes',
  hpas: '/apis/autoscaling/v2/horizontalpodautoscalers',
  hpasInShop: '/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers',
  discovery: '/apis/metrics.k8s.io/v1beta1',
};

const apiService = (name: string, status: string, lastTransitionTime = 'then', isLocal = false): object => ({
  metadata: { name, managedFields: [{}] },
  spec: {
    group: name.slice(name.indexOf('.') + 1), version: name.split('.')[0], caBundle: 'x',
    ...(isLocal ? {} : { service: { namespace: 'kube-system', name: 'ms', port: 443 } }),
  },
  status: { conditions: [{ type: 'Available', status, reason: 'R', lastTransitionTime }] },
});
const service = (app: string): object => ({
  metadata: { name: 'ms', namespace: 'kube-system' },
  spec: { selector: { app }, ports: [{ name: 'https', port: 443, targetPort: 'https' }] },
});
const slice = (ready: boolean): object => ({
  metadata: { name: 'ms-1', namespace: 'kube-system' },
  ports: [{ name: 'https', port: 10250 }],
  endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
});
const hpa = (namespace: string, name: string, type: string): object =>
  ({ metadata: { namespace, name }, spec: { metrics: [{ type }] } });
const pod = { metadata: { name: 'ms-1', namespace: 'kube-system' }, status: { phase: 'Running' } };
const refusal = (right: string): { status: number; message: string } =>
  ({ status: 403, message: `x is forbidden: User "u" cannot ${right}` });

describe('the follower of the pipeline', () => {
  let api: ScriptedApi;
  let connection: LiveConnection;
  let subscription: Subscription;
  let events: RowsEvent<PipelineRow>[];
  const rows = new Map<string, PipelineRow>();

  beforeEach(async () => {
    api = await ScriptedApi.listen();
    connection = new LiveConnection();
    events = [];
    rows.clear();
    api.set(paths.apiServices, { items: [apiService('v1beta1.metrics.k8s.io', 'True')] });
    api.set(paths.service, { items: [service('ms')] });
    api.set(paths.slices, { items: [slice(true)] });
    api.set(paths.pods, { items: [pod] });
    api.set(paths.nodes, { items: [{ metadata: { name: 'n1' } }] });
    api.set(paths.hpas, { items: [] });
    api.set(paths.discovery, { document: { resources: [{ name: 'pods', namespaced: true }, { name: 'nodes' }] } });
  });

  afterEach(() => {
    subscription.dispose();
    connection.dispose();
    api.close();
  });

  function start(): void {
    const target = { kubeconfigFiles: [api.kubeconfig], namespace: 'shop' };
    subscription = connection.subscribe('pipeline', target, event => {
      events.push(event);
      if (event.kind === 'changed') {
        event.rows.forEach(row => rows.set(row.id, row));
        event.removed.forEach(id => rows.delete(id));
      }
    });
  }

  async function until(what: string, check: () => boolean, timeoutMs = 4_000): Promise<void> {
    const endMs = Date.now() + timeoutMs;
    while (!check()) {
      assert.ok(Date.now() < endMs, `not in ${timeoutMs} ms: ${what}; ${JSON.stringify(events.at(-1))}`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  const metricsRow = (): ApiServiceRow | undefined => {
    const row = rows.get('v1beta1.metrics.k8s.io');
    return row?.kind === 'apiService' ? row : undefined;
  };
  /** Whether each link of the chain was seen, and what the API offers. */
  const links = (): string => {
    const { chain, resources } = metricsRow() ?? {};
    return [chain?.service, chain?.endpoints, chain?.pods, chain?.kubelets, resources]
      .map(link => (link?.kind === 'unseen' ? link.why : link?.kind ?? 'none')).join(' | ');
  };
  const ALL_SEEN = 'seen | seen | seen | seen | seen';
  const settled = (): Promise<void> => until('all links are seen', () => links() === ALL_SEEN);

  it('sees every link, and watches each', async () => {
    start();
    await settled();
    await until('it is complete', () => events.some(({ kind }) => kind === 'synced'));
    const { apiServices, service: services, slices, pods, nodes, hpas } = paths;
    const followed = [apiServices, services, slices, pods, nodes, hpas].sort().join();
    await until('all is watched', () => api.watched.join() === followed);
    assert.equal(api.asked.filter(path => path === paths.discovery).length, 1);
  });

  it('a change of a link changes the row, and sends that alone', async () => {
    start();
    await settled();
    const before = events.length;
    api.tell(paths.slices, 'MODIFIED', slice(false));
    await until('it shows', () => {
      const endpoints = metricsRow()?.chain?.endpoints;
      return endpoints?.kind === 'seen' && endpoints.value.ready === 0;
    }, 1_000);
    assert.equal(events.length, before + 1);
  });

  it('a change of a field that nobody reads sends nothing', async () => {
    start();
    await settled();
    const before = events.length;
    api.tell(paths.nodes, 'MODIFIED', { metadata: { name: 'n1', resourceVersion: '2', labels: { a: 'b' } } });
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.equal(events.length, before);
  });

  it('a link that is forbidden says which right is missing; the others live on', async () => {
    api.set(paths.slices, refusal('list resource "endpointslices" in API group "d" in the namespace "kube-system"'));
    api.set(paths.nodes, refusal('list resource "nodes" in API group "" at the cluster scope'));
    start();
    await until('it shows', () =>
      links() === 'seen | forbidden (list endpointslices.discovery.k8s.io in kube-system) | seen '
        + '| forbidden (list nodes) | seen');
    assert.ok(!events.some(({ kind }) => kind === 'failed'));
  });

  it('a link that fails is not seen until it recovers by itself', async () => {
    start();
    await settled();
    await until('the watch is open', () => api.watched.includes(paths.pods));
    api.break(paths.pods, 500, 'etcd is busy');
    await until('it shows', () => links() === 'seen | seen | etcd is busy | seen | seen');
    api.set(paths.pods, { items: [] });
    await until('it is back', () => links() === ALL_SEEN);
    assert.ok(!events.some(({ kind }) => kind === 'failed'));
  }, 15_000);

  it('another selector is another watch; the old one ends', async () => {
    const others = paths.pods.replace('app=ms', 'app=other');
    api.set(others, { items: [] });
    start();
    await until('the pods are watched', () => api.watched.includes(paths.pods));
    api.tell(paths.service, 'MODIFIED', service('other'));
    await until('the others are watched', () => api.watched.includes(others) && !api.watched.includes(paths.pods));
  });

  it('an APIService that goes takes its watches along, and is then missing', async () => {
    start();
    await until('all is watched', () => api.watched.length === 6);
    api.tell(paths.apiServices, 'DELETED', apiService('v1beta1.metrics.k8s.io', 'True'));
    await until('it is missing', () => [...rows.keys()].join() === 'missing/metrics.k8s.io', 1_000);
    await until('the watches have ended', () => api.watched.join() === [paths.apiServices, paths.hpas].sort().join());
  });

  it('what an API offers is asked anew when it became available again, and never in between', async () => {
    start();
    await settled();
    api.tell(paths.apiServices, 'MODIFIED', apiService('v1beta1.metrics.k8s.io', 'False', 'later'));
    await until('nobody asks', () => links() === 'seen | seen | seen | seen | none');
    api.tell(paths.apiServices, 'MODIFIED', apiService('v1beta1.metrics.k8s.io', 'True', 'last'));
    await settled();
    assert.equal(api.asked.filter(path => path === paths.discovery).length, 2);
  });

  describe('who needs an API that nobody registered', () => {
    const neededBy = (): readonly string[] | undefined => {
      const row = rows.get('missing/external.metrics.k8s.io');
      return row?.kind === 'missing' ? row.neededBy : undefined;
    };

    it('autoscalers of all namespaces', async () => {
      api.set(paths.hpas, { items: [hpa('shop', 'batch', 'External'), hpa('a', 'b', 'External')] });
      start();
      await until('it shows', () => neededBy()?.join() === 'a/b,shop/batch');
      api.tell(paths.hpas, 'DELETED', hpa('a', 'b', 'External'));
      await until('one is gone', () => neededBy()?.join() === 'shop/batch', 1_000);
      api.tell(paths.hpas, 'DELETED', hpa('shop', 'batch', 'External'));
      await until('nobody needs it', () => !rows.has('missing/external.metrics.k8s.io'), 1_000);
    });

    it('of the chosen namespace, where others are forbidden', async () => {
      api.set(paths.hpas, refusal('list resource "hpas" in API group "autoscaling" at the cluster scope'));
      api.set(paths.hpasInShop, { items: [hpa('shop', 'batch', 'External')] });
      start();
      await until('it shows', () => neededBy()?.join() === 'shop/batch');
    });

    it('nobody knows, where all are forbidden: nothing is said', async () => {
      api.set(paths.apiServices, { items: [] });
      api.set(paths.hpas, refusal('list resource "hpas" in API group "autoscaling" at the cluster scope'));
      api.set(paths.hpasInShop, refusal('list resource "hpas" in API group "autoscaling" in the namespace "shop"'));
      start();
      await until('it is complete', () => events.some(({ kind }) => kind === 'synced'));
      assert.deepEqual([...rows.values()], [{
        kind: 'missing', id: 'missing/metrics.k8s.io', name: 'metrics.k8s.io', group: 'metrics.k8s.io',
        neededBy: undefined,
      }]);
    });
  });

  it('who may not list APIServices is told so', async () => {
    api.set(paths.apiServices, refusal('list resource "apiservices" in API group "x" at the cluster scope'));
    start();
    await until('it fails', () => events.some(({ kind }) => kind === 'failed'));
    const [failed] = events;
    assert.ok(failed?.kind === 'failed' && failed.problem.code === 'forbidden');
    assert.match(failed.problem.message, /apiservices/);
    assert.deepEqual(api.watched, []);
  });

  it('two hundred APIServices cost one watch', async () => {
    const many = Array.from({ length: 200 }, (_, index) => apiService(`v1.group${index}.example`, 'True'));
    api.set(paths.apiServices, { items: [...many, apiService('v1.', 'True', 'then', true)] });
    start();
    await until('all are there', () => rows.size === 202);
    await until('two watches are open', () => api.watched.join() === [paths.apiServices, paths.hpas].sort().join());
  });

  it('nothing is asked after its end', async () => {
    start();
    await until('all is watched', () => api.watched.length === 6);
    subscription.dispose();
    await until('no watch is open', () => api.watched.length === 0);
    const before = api.asked.length;
    await new Promise(resolve => setTimeout(resolve, 1_500));
    assert.equal(api.asked.length, before);
  });
});
