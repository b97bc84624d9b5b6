import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { LiveConnection } from '../../src/cluster/liveConnection.js';
import { sampleAge } from '../../src/core/metrics/sample.js';
import type { Share } from '../../src/core/metrics/resourceUse.js';
import type { UsageRow } from '../../src/core/metrics/usageRow.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import { startLab, type Lab } from '../lab/lab.js';
import type { PolicyRule } from '../lab/users.js';

type Usage = RowStore<UsageRow>;

/** Two containers, the second without a request. */
const workload = (name: string, replicas: number, resources: string, sidecar = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}, annotations: {hpa-scope.lab/cpu: "app=48m,proxy=3m", hpa-scope.lab/memory: 20Mi}}
    spec:
      containers:
        - {name: app, image: "localhost/burner:1", resources: {${resources}}}
        ${sidecar}
`;
const manifests = [
  '\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n',
  workload('web', 3, 'requests: {cpu: 50m, memory: 64Mi}, limits: {cpu: 100m}'),
  workload('bare', 1, ''),
  workload('half', 1, 'requests: {cpu: 100m, memory: 40Mi}', '- {name: proxy, image: "localhost/burner:1"}'),
].join('---');

const rule = (apiGroup: string, resource: string, ...verbs: string[]): PolicyRule =>
  ({ apiGroups: [apiGroup], resources: [resource], verbs });
const podMetrics = rule('metrics.k8s.io', 'pods', 'list');
const nodeMetrics = rule('metrics.k8s.io', 'nodes', 'list');

const shareText = (share: Share | undefined): string =>
  share === undefined ? 'unseen' : share.kind === 'none' ? ['none', ...share.lacking].join(' ') : share.share ?? '-';

/** The lines of `kubectl top pods -A --containers`, from our rows. */
function containerLines(rows: Iterable<UsageRow>): string[] {
  return [...rows].flatMap(row => row.kind === 'pod'
    ? row.containers.map(({ name, cpu, memory }) => [row.namespace, row.name, name, cpu.text, memory.text].join(' '))
    : []).sort();
}

/** The lines of `kubectl top nodes`, from our rows. */
function nodeLines(rows: Iterable<UsageRow>): string[] {
  return [...rows].flatMap(row => row.kind === 'node' ? [[row.name, ...[row.cpu, row.memory].flatMap(use =>
    use.milli === undefined ? [use.text, use.text] : [use.text, shareText(use.allocatable)])].join(' ')] : []).sort();
}

const squeeze = (table: string): string[] =>
  table.trim().split('\n').map(line => line.trim().split(/\s+/).join(' ')).sort();

describe('usage, from the real metrics-server', () => {
  let lab: Lab;
  let connection: LiveConnection;

  beforeAll(async () => {
    lab = await startLab({ nodes: { simulated: 2 }, metricResolutionSeconds: 10 });
    connection = new LiveConnection();
    await lab.apply(manifests);
    await lab.waitFor('kubectl top knows all pods', async () =>
      (await lab.kubectl(['top', 'pods', '-A', '--no-headers']).catch(() => '')).split('\n').length > 5, 270_000);
  });
  afterAll(async () => {
    connection?.dispose();
    await lab?.stop();
  });

  async function until(what: string, check: () => boolean | Promise<boolean>, timeoutMs = 120_000): Promise<void> {
    for (const endMs = Date.now() + timeoutMs; !await check();) {
      assert.ok(Date.now() < endMs, `not in ${timeoutMs} ms: ${what}`);
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }

  /** Follows usage with a kubeconfig, in one namespace or in all, while `run` runs. */
  async function following(
    { kubeconfig = lab.kubeconfig, namespace }: { kubeconfig?: string; namespace?: string },
    run: (store: Usage) => Promise<void>,
  ): Promise<void> {
    const store: Usage = new RowStore();
    const target = { kubeconfigFiles: [kubeconfig], ...(namespace === undefined ? {} : { namespace }) };
    store.open(listener => connection.subscribe('usage', target, listener), { fresh: true });
    try {
      await until('there is an answer', () => store.status.kind === 'live' || store.status.kind === 'failed');
      await run(store);
    } finally {
      store.dispose();
    }
  }

  const kinds = (store: Usage): string[] => [...new Set([...store.rows.values()].map(row =>
    row.kind === 'unseen' ? row.id : row.kind))].sort();
  const cpuRequests = (store: Usage, app: string): string[] => [...store.rows.values()].flatMap(row =>
    row.kind === 'pod' && row.name.startsWith(`${app}-`) ? [shareText(row.cpu.request)] : []);

  it('has the rows of kubectl top pods --containers and of kubectl top nodes', () => following({}, async store => {
    let last: unknown;
    await until('they are the same', async () => {
      const [pods, nodes] = await Promise.all([
        lab.kubectl(['top', 'pods', '-A', '--containers', '--no-headers']),
        lab.kubectl(['top', 'nodes', '--no-headers']),
      ]);
      const ours = [containerLines(store.rows.values()), nodeLines(store.rows.values())];
      last = { ours, theirs: [squeeze(pods), squeeze(nodes)] };
      return JSON.stringify(ours) === JSON.stringify([squeeze(pods), squeeze(nodes)]);
    }, 60_000).catch((error: unknown) => assert.fail(`${String(error)} ${JSON.stringify(last, null, 1)}`));
    assert.equal(containerLines(store.rows.values()).length, 6);
  }));

  it('compares with the requests of the pods', () => following({ namespace: 'shop' }, async store => {
    await until('requests are seen', () => cpuRequests(store, 'web').some(share => share !== 'unseen'));
    for (const share of cpuRequests(store, 'web')) {
      assert.match(share, /^9[4-8]%$|^100%$/); // 47m to 50m of 50m
    }
    assert.deepEqual(cpuRequests(store, 'bare'), ['none']);
    assert.deepEqual(cpuRequests(store, 'half'), ['none proxy']);
    const web = [...store.rows.values()].find(row => row.kind === 'pod' && row.name.startsWith('web-'));
    assert.ok(web?.kind === 'pod');
    assert.match(shareText(web.cpu.limit), /^(4[789]|50)%$/);
    assert.deepEqual([shareText(web.memory.request), shareText(web.memory.limit)], ['31%', 'none']);
  }));

  const rights: [name: string, rules: PolicyRule[], kinds: string[], webShare: RegExp][] = [
    ['only-pod-metrics', [podMetrics],
      ['pod', 'unseen/allocatable', 'unseen/nodes', 'unseen/requests'], /^unseen$/],
    ['no-nodes', [podMetrics, rule('', 'pods', 'list', 'watch')],
      ['pod', 'unseen/allocatable', 'unseen/nodes'], /%$/],
    ['no-pods', [nodeMetrics, rule('', 'nodes', 'list', 'watch')],
      ['node', 'unseen/pods', 'unseen/requests'], /^$/],
    ['no-watch', [podMetrics, nodeMetrics, rule('', 'pods', 'list'), rule('', 'nodes', 'list', 'watch')],
      ['node', 'pod', 'unseen/requests'], /%$/],
  ];
  for (const [name, rules, want, webShare] of rights) {
    it(`shows to ${name} what may be seen, and says what may not`, async () => {
      const kubeconfig = await lab.user(name, rules);
      await following({ kubeconfig }, async store => {
        await until(`${want.join()}`, () => JSON.stringify(kinds(store)) === JSON.stringify(want), 60_000)
          .catch((error: unknown) => assert.fail(`${String(error)}, but ${kinds(store).join()}`));
        for (const share of cpuRequests(store, 'web')) {
          assert.match(share, webShare);
        }
        for (const row of store.rows.values()) {
          assert.match(row.kind === 'unseen' ? row.problem.message : 'cannot list', /cannot (list|watch)/);
        }
      });
    });
  }

  it('is one failure for somebody who may see nothing', async () => {
    const kubeconfig = await lab.user('nobody', []);
    await following({ kubeconfig }, async store => {
      assert.equal(store.status.kind === 'failed' && store.status.problem.code, 'forbidden');
    });
  });

  it('says that pods run nowhere', () => following({ namespace: 'kube-node-lease' }, async store => {
    await until('it knows', () => [...store.rows.values()].some(row =>
      row.kind === 'noSamples' && row.runningPods === 0));
  }));

  it('is told the time of each answer by metrics-server', async () => {
    const path = '/apis/metrics.k8s.io/v1beta1/nodes/sim-1';
    const answer = JSON.parse(await lab.kubectl(['get', '--raw', path])) as { metadata: { creationTimestamp: string } };
    assert.ok(Math.abs(Date.now() - Date.parse(answer.metadata.creationTimestamp)) < 5_000, JSON.stringify(answer));
  });

  it('shows that a node is no longer measured: its samples grow old, then leave', () => following({}, async store => {
    const kubelet = lab.simulated?.kubelet;
    assert.ok(kubelet);
    const row = (id: string) => {
      const found = store.rows.get(id);
      return found?.kind === 'pod' || found?.kind === 'node' ? found : undefined;
    };
    const isStale = (id: string): boolean => {
      const found = row(id);
      return found !== undefined && sampleAge(found, Date.now())?.isStale === true;
    };
    assert.equal(isStale('node/sim-2'), false);
    const podsOfNode = JSON.parse(await lab.kubectl([
      'get', 'pods', '-A', '-o', 'json', '--field-selector=spec.nodeName=sim-2',
    ])) as { items: { metadata: { namespace: string; name: string } }[] };
    const pods = podsOfNode.items.map(({ metadata }) => `pod/${metadata.namespace}/${metadata.name}`);
    assert.ok(pods.length > 0);

    const text = await lab.kubectl(['get', '--raw', '/api/v1/nodes/sim-2/proxy/metrics/resource']);
    await kubelet.setBehaviour('sim-2', { kind: 'body', text });
    await until('its samples look old', () => ['node/sim-2', ...pods].every(isStale), 330_000);
    assert.equal(isStale('node/sim-1'), false, 'the others do not');

    await kubelet.setBehaviour('sim-2', { kind: 'closed' });
    await until('they are gone', () =>
      pods.every(id => !row(id)) && row('node/sim-2')?.cpu.text === '<unknown>', 180_000);
    const top = squeeze(await lab.kubectl(['top', 'nodes', '--no-headers']));
    assert.ok(top.includes('sim-2 <unknown> <unknown> <unknown> <unknown>'), top.join('\n'));
    assert.deepEqual(nodeLines(store.rows.values()).slice(1), top.slice(1));

    await kubelet.setBehaviour('sim-2', { kind: 'ok' });
    await until('they are back', () => ['node/sim-2', ...pods].every(id =>
      row(id)?.cpu.milli !== undefined && !isStale(id)), 180_000);
  }), 900_000);
});
