import assert from 'node:assert/strict';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { ClusterProblem } from '../../src/base/errors.js';
import type { Collections } from '../../src/cluster/clusterConnection.js';
import { LiveConnection } from '../../src/cluster/liveConnection.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import { hpaManifest } from '../helpers/scaledWorkload.js';
import { until } from '../helpers/until.js';
import { startLab, type Lab } from '../lab/lab.js';
import type { GateRequest } from '../lab/apiGate.js';
import { startApiGate, type RunningGate } from '../lab/labGate.js';

const manifests = (names: readonly string[]): string => names.map(name => hpaManifest(name)).join('\n---\n');

const isOpenWatch = ({ open, path, status }: GateRequest): boolean =>
  open && status === 200 && path.includes('watch=true');

/** The real API server, through the gate that makes it fail. */
describe('a live connection to a cluster that fails', () => {
  let lab: Lab;
  let gate: RunningGate;
  let connection: LiveConnection;

  beforeAll(async () => {
    lab = await startLab({ nodes: { simulated: 1 }, metricsServer: 'none' });
    gate = await startApiGate(lab);
    connection = new LiveConnection();
    await lab.apply(manifests(['a', 'b', 'c']));
  });
  afterEach(() => gate.clear());
  afterAll(async () => {
    connection?.dispose();
    await gate?.stop();
    await lab?.stop();
  });

  type Autoscalers = RowStore<Collections['autoscalers']>;

  /** Follows the autoscalers through the gate while `run` runs. */
  async function following(run: (store: Autoscalers) => Promise<void>): Promise<void> {
    const store: Autoscalers = new RowStore();
    gate.forgetRequests(); // the watch of the test before may not have closed yet
    const target = { kubeconfigFiles: [gate.kubeconfig] };
    store.open(listener => connection.subscribe('autoscalers', target, listener), { fresh: true });
    try {
      await until('all is listed', () => store.status.kind === 'live');
      await until('the watch is open', () => gate.requests().some(isOpenWatch));
      await run(store);
    } finally {
      store.dispose();
    }
  }

  const names = (store: Autoscalers): string[] => [...store.rows.values()].map(({ name }) => name).sort();
  const problemOf = ({ status }: Autoscalers): ClusterProblem | undefined =>
    status.kind === 'failed' ? status.problem : undefined;
  const createMany = async (made: readonly string[]): Promise<void> => lab.apply(manifests(made));
  const remove = (...gone: readonly string[]): Promise<string> => lab.kubectl(['delete', 'hpa', ...gone]);

  it('shows what comes and goes without asking again', () => following(async store => {
    assert.deepEqual(names(store), ['a', 'b', 'c']);
    gate.forgetRequests();
    await createMany(['d']);
    await until('d is there', () => names(store).includes('d'), 2_000);
    await remove('d');
    await until('d is gone', () => !names(store).includes('d'), 2_000);
    const lists = gate.requests().filter(({ path }) => path.includes('autoscalers') && !path.includes('watch=true'));
    assert.deepEqual(lists.filter(({ userAgent }) => userAgent === 'hpa-scope'), []);
  }));

  it('lists again when the history is gone, and misses nothing', () => following(async store => {
    await createMany(['e']);
    await until('e is there', () => names(store).includes('e'));
    await gate.set({ kind: 'reset' }, { kind: 'dropWatches' });
    await remove('e');
    await createMany(['f']);
    await gate.set({ kind: 'watchGone' });
    gate.clear();
    await until('e is gone and f is there', () => names(store).join() === 'a,b,c,f', 120_000);
    await remove('f');
  }));

  it('goes on without a word when watches are cut', () => following(async store => {
    const failures: unknown[] = [];
    store.onDidChange(() => problemOf(store) && failures.push(problemOf(store)));
    for (let round = 0; round < 3; round += 1) {
      await gate.set({ kind: 'dropWatches' });
      gate.clear();
      await createMany([`g${round}`]);
      await until(`g${round} is there`, () => names(store).includes(`g${round}`), 10_000);
    }
    await remove('g0', 'g1', 'g2');
    await until('they are gone', () => names(store).join() === 'a,b,c', 10_000);
    assert.deepEqual(failures, []);
  }));

  const faults = [
    ['429', { kind: 'status', code: 429, retryAfterSeconds: 1 }, 'throttled'],
    ['500', { kind: 'status', code: 500 }, 'badResponse'],
    ['503', { kind: 'status', code: 503 }, 'unavailable'],
    ['resets', { kind: 'reset' }, 'unreachable'],
  ] as const;
  for (const [name, fault, code] of faults) {
    it(`says that the cluster fails with ${name}, keeps the rows, and recovers`, () => following(async store => {
      await gate.set(fault, { kind: 'dropWatches' });
      await until('the failure shows', () => problemOf(store)?.code === code);
      assert.deepEqual(names(store), ['a', 'b', 'c']);
      gate.clear();
      await until('it is live again', () => store.status.kind === 'live', 120_000);
      assert.deepEqual(names(store), ['a', 'b', 'c']);
    }));
  }

  it('says that there is no Metrics API', async () => {
    const store = new RowStore<Collections['usage']>();
    const target = { kubeconfigFiles: [gate.kubeconfig] };
    store.open(listener => connection.subscribe('usage', target, listener), { fresh: true });
    await until('it is said', () => store.status.kind === 'failed');
    assert.equal(store.status.kind === 'failed' && store.status.problem.code, 'notFound');
    store.dispose();
  });
});
