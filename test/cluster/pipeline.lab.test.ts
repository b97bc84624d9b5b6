import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { compareBytes } from '../../src/base/compareBytes.js';
import { LiveConnection } from '../../src/cluster/liveConnection.js';
import { formatAge } from '../../src/core/kube/age.js';
import type { MetricSpec } from '../../src/core/kube/hpa.js';
import { formatRestarts } from '../../src/core/kube/podStatus.js';
import type { ApiServiceRow, PipelineRow } from '../../src/core/pipeline/pipelineRow.js';
import type { Seen } from '../../src/core/kube/seen.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import { hpaManifest, total } from '../helpers/scaledWorkload.js';
import { injectFault, type FaultName } from '../lab/faults.js';
import { startLab, type Lab } from '../lab/lab.js';
import { startMetricsAdapter } from '../lab/labAdapter.js';
import { oddPods } from './pipeline/oddPods.js';

const METRICS = 'v1beta1.metrics.k8s.io';

/** What the row of metrics.k8s.io says of each fault: AVAILABLE, and the link where it is. */
const faults: [fault: FaultName, available: RegExp, link: (row: ApiServiceRow) => boolean][] = [
  ['apiservice-no-service', /^False \(ServiceNotFound\)/, ({ chain }) => valueOf(chain?.service)?.kind === 'absent'],
  ['apiservice-wrong-port', /^False \(ServicePortError\)/, ({ chain }) =>
    valueOf(chain?.service)?.kind === 'wrongPort'],
  ['apiservice-no-endpoints', /^False \(MissingEndpoints\)/, ({ chain }) => valueOf(chain?.endpoints)?.ready === 0],
  ['metrics-server-not-ready', /^False \(MissingEndpoints\)/, ({ chain }) => {
    const pods = valueOf(chain?.pods);
    return pods?.kind === 'selected' && pods.pods.some(({ isReady, words }) => !isReady && words.length > 0);
  }],
  ['metrics-server-stopped', /^False \(MissingEndpoints\)/, ({ chain }) => {
    const pods = valueOf(chain?.pods);
    return pods?.kind === 'selected' && pods.pods.length === 0;
  }],
];

function valueOf<T>(seen: Seen<T> | undefined): T | undefined {
  return seen?.kind === 'seen' ? seen.value : undefined;
}

describe('the pipeline of a real cluster', () => {
  let lab: Lab;
  let connection: LiveConnection;
  let store: RowStore<PipelineRow>;

  beforeAll(async () => {
    lab = await startLab({ nodes: { real: 1 }, metricResolutionSeconds: 10 });
    connection = new LiveConnection();
    store = follow(lab.kubeconfig);
    await lab.metricsServer.untilAvailable();
  });
  afterAll(async () => {
    store?.dispose();
    connection?.dispose();
    await lab?.stop();
  });

  function follow(kubeconfig: string, namespace?: string): RowStore<PipelineRow> {
    const opened = new RowStore<PipelineRow>();
    const target = { kubeconfigFiles: [kubeconfig], ...(namespace === undefined ? {} : { namespace }) };
    opened.open(listener => connection.subscribe('pipeline', target, listener), { fresh: true });
    return opened;
  }

  async function until(what: string, check: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<number> {
    const startedMs = Date.now();
    while (!await check()) {
      assert.ok(Date.now() - startedMs < timeoutMs, `not in ${timeoutMs} ms: ${what}; ${JSON.stringify(row())}`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    return Date.now() - startedMs;
  }

  const row = (name = METRICS, rows = store): ApiServiceRow | undefined => {
    const found = rows.rows.get(name);
    return found?.kind === 'apiService' ? found : undefined;
  };
  /** Whether our lines are what kubectl prints; it is asked again, since ages go on. */
  async function untilAsKubectl(args: readonly string[], ours: () => readonly string[]): Promise<void> {
    let printed: readonly string[] = [];
    await until(`as kubectl ${args.join(' ')}`, async () => {
      const table = await lab.kubectl([...args, '--no-headers']);
      printed = table.trim().split('\n').map(line => line.replace(/ +/g, ' ').trim());
      return printed.join('\n') === ours().join('\n');
    }, 30_000).catch((error: unknown) => {
      throw new Error(`ours:\n${ours().join('\n')}\nkubectl:\n${printed.join('\n')}`, { cause: error });
    });
  }
  const podLines = (name: string): string[] => {
    const link = valueOf(row(name)?.chain?.pods);
    return link?.kind !== 'selected' ? [] : link.pods.map(pod => [
      pod.name, pod.ready, pod.status, formatRestarts(pod, Date.now()), formatAge(pod.creationTimestamp, Date.now()),
    ].join(' '));
  };

  it('has the rows of kubectl get apiservices', async () => {
    await until('it is live', () => store.status.kind === 'live' && row()?.state === 'available');
    await untilAsKubectl(['get', 'apiservices'], () => [...store.rows.values()]
      .flatMap(line => (line.kind === 'apiService' ? [line] : []))
      .sort((a, b) => compareBytes(a.name, b.name))
      .map(({ name, service, available, creationTimestamp }) =>
        [name, service, available, formatAge(creationTimestamp, Date.now())].join(' ')));
  });

  it('follows the chain to the kubelets', async () => {
    await until('all is well', () => valueOf(row()?.chain?.endpoints)?.ready === 1);
    assert.deepEqual(valueOf(row()?.chain?.service), {
      kind: 'listening', port: 443, portName: 'https', targetPort: 'https',
    });
    const inStatus = (path: string): Promise<string> =>
      lab.kubectl(['get', 'nodes', '-o', `jsonpath={.items[0].status.${path}}`]);
    const address = await inStatus('addresses[?(@.type=="InternalIP")].address');
    const port = await inStatus('daemonEndpoints.kubeletEndpoint.Port');
    assert.equal(valueOf(row()?.chain?.kubelets)?.[0]?.address, `${address}:${port}`);
    await untilAsKubectl(['get', 'pods', '-n', 'kube-system', '-l', 'app.kubernetes.io/name=metrics-server'],
      () => podLines(METRICS));
    const offered = (): string[] => valueOf(row()?.resources)?.list.map(({ name }) => name) ?? [];
    await until('what it offers', () => offered().join() === 'nodes,pods');
  });

  for (const [fault, available, link] of faults) {
    it(`${fault}: the row and the link say so, and recover`, async () => {
      const undo = await injectFault(lab, fault);
      const linkMs = await until('the link shows it', () => {
        const found = row();
        return found !== undefined && link(found);
      });
      const rowMs = await until('the row shows it', () => available.test(row()?.available ?? ''), 90_000);
      await undo();
      const backMs = await until('it recovers', () => row()?.available === 'True', 120_000);
      console.log(`${fault}: link after ${linkMs} ms, row ${rowMs} ms later, back after ${backMs} ms`);
    }, 300_000);
  }

  it('shows a change at once', async () => {
    const service = ['service', 'metrics-server', '-n', 'kube-system'];
    const portOf = (): string => {
      const link = valueOf(row()?.chain?.service);
      return link?.kind === 'listening' ? link.targetPort : '';
    };
    await lab.kubectl(['patch', ...service, '--type=json', '-p',
      '[{"op":"replace","path":"/spec/ports/0/targetPort","value":10250}]']);
    const ms = await until('it shows', () => portOf() === '10250');
    await lab.kubectl(['patch', ...service, '--type=json', '-p',
      '[{"op":"replace","path":"/spec/ports/0/targetPort","value":"https"}]']);
    await until('it shows', () => portOf() === 'https');
    console.log(`a change of the Service shows ${ms} ms after kubectl`);
  });

  it('says which API an autoscaler misses, and lists what an adapter offers', async () => {
    const depth: MetricSpec = { type: 'External', external: { metric: { name: 'depth' }, target: total('1') } };
    await lab.apply(hpaManifest('batch', { metrics: [depth] }));
    const missing = (): string | undefined => {
      const found = store.rows.get('missing/external.metrics.k8s.io');
      return found?.kind === 'missing' ? found.neededBy?.join() : undefined;
    };
    await until('it is missing', () => missing() === 'default/batch', 2_000);
    const adapter = await startMetricsAdapter(lab);
    try {
      await until('it is no longer', () => missing() === undefined, 2_000);
      const external = 'v1beta1.external.metrics.k8s.io';
      await until('its metrics are asked for', () => valueOf(row(external)?.resources) !== undefined);
      const { chain } = row(external) ?? {};
      assert.deepEqual(valueOf(chain?.pods), { kind: 'noSelector' });
      assert.equal(chain?.kubelets, undefined);
    } finally {
      await adapter.stop();
    }
    await until('it is missing again', () => missing() === 'default/batch', 5_000);
    await lab.kubectl(['delete', 'hpa', 'batch']);
    await until('nobody needs it', () => missing() === undefined, 2_000);
  });

  it('prints pods in every state as kubectl does', async () => {
    await lab.apply(oddPods);
    try {
      const lines = (): string[] => podLines('v1beta1.custom.metrics.k8s.io');
      await until('the pods are there', () => lines().length === 9, 20_000);
      const seen = new Set<string>();
      for (let round = 0; round < 12; round += 1) {
        await untilAsKubectl(['get', 'pods', '-n', 'odd'], lines);
        lines().forEach(line => seen.add(line.split(' ')[2] ?? ''));
        await new Promise(resolve => setTimeout(resolve, 2_000));
      }
      console.log(`seen: ${[...seen].sort().join(', ')}`);
      assert.ok(seen.size >= 6, [...seen].join());
    } finally {
      await lab.kubectl(['delete', 'apiservice', 'v1beta1.custom.metrics.k8s.io']);
      await lab.kubectl(['delete', 'namespace', 'odd', '--wait=false']);
    }
  }, 120_000);

  it('links that a user may not see say so; the others live on', async () => {
    const list = ['get', 'list', 'watch'];
    const kubeconfig = await lab.user('watcher', [
      { apiGroups: ['apiregistration.k8s.io'], resources: ['apiservices'], verbs: list },
      { apiGroups: [''], resources: ['services', 'pods'], verbs: list },
    ]);
    const narrow = follow(kubeconfig, 'default');
    try {
      const words = (): string => {
        const { service, endpoints, pods, kubelets } = row(METRICS, narrow)?.chain ?? {};
        return [service, endpoints, pods, kubelets]
          .map(link => (link?.kind === 'unseen' ? link.why : link?.kind)).join();
      };
      await until('it shows', () => words()
        === 'seen,forbidden (list endpointslices.discovery.k8s.io in kube-system),seen,forbidden (list nodes)', 15_000);
    } finally {
      narrow.dispose();
    }
  });

  it('who may not list APIServices is told so', async () => {
    const narrow = follow(await lab.user('nobody', [], 'default'), 'default');
    await until('it fails', () => narrow.status.kind === 'failed', 15_000);
    const said = narrow.status.kind === 'failed' ? narrow.status.problem.message : '';
    assert.match(said, /cannot list resource "apiservices"/);
    narrow.dispose();
  });
});
