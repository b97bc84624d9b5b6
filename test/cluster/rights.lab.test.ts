import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { ClusterProblem } from '../../src/base/errors.js';
import type { Collections } from '../../src/cluster/clusterConnection.js';
import { LiveConnection } from '../../src/cluster/liveConnection.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import { startLab, type Lab } from '../lab/lab.js';
import type { PolicyRule } from '../lab/users.js';
import { messageOf } from '../lab/userError.js';

const autoscalers = (...verbs: string[]): PolicyRule =>
  ({ apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs });

const hpa = (name: string, namespace: string): string => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }
  maxReplicas: 3
`;

type Store = RowStore<Collections['autoscalers']>;

/** Who may do little sees what he may, and why not the rest; beside kubectl with the same rights. */
describe('rights', () => {
  let lab: Lab;
  const connection = new LiveConnection();

  beforeAll(async () => {
    lab = await startLab({ nodes: { simulated: 1 }, metricsServer: 'none' });
    await lab.kubectl(['create', 'namespace', 'shop']);
    await lab.apply([hpa('web', 'shop'), hpa('other', 'default')].join('---'));
  });
  afterAll(async () => {
    connection.dispose();
    await lab?.stop();
  });

  /** Follows the autoscalers as a user until the store says something that is not `loading`. */
  async function following(kubeconfig: string, namespace: string | undefined, run: (store: Store) => Promise<void>) {
    const store: Store = new RowStore();
    const target = { kubeconfigFiles: [kubeconfig], ...(namespace === undefined ? {} : { namespace }) };
    store.open(listener => connection.subscribe('autoscalers', target, listener), { fresh: true });
    try {
      await settled(store, () => store.status.kind === 'live' || store.status.kind === 'failed');
      await run(store);
    } finally {
      store.dispose();
    }
  }

  async function settled(store: Store, check: () => boolean, timeoutMs = 60_000): Promise<void> {
    const said = (error: unknown): never => {
      throw new Error(`${messageOf(error)}; the store is ${JSON.stringify(store.status)}`);
    };
    await lab.waitFor('the rows are as they are to be', () => Promise.resolve(check()), timeoutMs).catch(said);
  }

  const names = (store: Store): string[] => [...store.rows.values()].map(({ id }) => id).sort();
  const problemOf = ({ status }: Store): ClusterProblem | undefined =>
    status.kind === 'failed' ? status.problem : status.kind === 'live' ? status.unwatched : undefined;

  it('an administrator sees all', () => following(lab.kubeconfig, undefined, async store => {
    assert.deepEqual(names(store), ['default/other', 'shop/web']);
    assert.equal(problemOf(store), undefined);
  }));

  it('who may read in one namespace sees it, and is told which right all namespaces would need', async () => {
    const kubeconfig = await lab.user('reader', [autoscalers('get', 'list', 'watch')], 'shop');
    await following(kubeconfig, 'shop', async store => {
      assert.deepEqual(names(store), ['shop/web']);
      assert.equal(problemOf(store), undefined);
    });
    await following(kubeconfig, undefined, async store => {
      assert.deepEqual(names(store), []);
      assert.deepEqual(problemOf(store)?.access, {
        verb: 'list', group: 'autoscaling', resource: 'horizontalpodautoscalers',
      });
      assert.equal(`Error from server (Forbidden): ${problemOf(store)?.message}`, await refusal(kubeconfig, '-A'));
    });
  });

  it('who may get but not list is told so, as by kubectl', async () => {
    const kubeconfig = await lab.user('getter', [autoscalers('get')], 'shop');
    assert.match(await lab.kubectl(['--kubeconfig', kubeconfig, 'get', 'hpa', 'web', '-n', 'shop']), /^web /m);
    await following(kubeconfig, 'shop', async store => {
      assert.equal(problemOf(store)?.code, 'forbidden');
      const said = `Error from server (Forbidden): ${problemOf(store)?.message}`;
      assert.equal(said, await refusal(kubeconfig, '-n', 'shop'));
    });
  });

  it('who may list but not watch sees the rows, and that they come a little late', async () => {
    const kubeconfig = await lab.user('lister', [autoscalers('get', 'list')], 'shop');
    await following(kubeconfig, 'shop', async store => {
      await settled(store, () => problemOf(store) !== undefined);
      assert.equal(store.status.kind, 'live');
      assert.deepEqual(names(store), ['shop/web']);
      assert.deepEqual(problemOf(store)?.access, {
        verb: 'watch', group: 'autoscaling', resource: 'horizontalpodautoscalers', namespace: 'shop',
      });
      await lab.apply(hpa('late', 'shop'));
      await settled(store, () => names(store).includes('shop/late'), 135_000);
      await lab.kubectl(['delete', 'hpa', 'late', '-n', 'shop']);
      await settled(store, () => !names(store).includes('shop/late'), 135_000);
    });
  }, 360_000);

  it('who is granted the right while looking needs to do nothing', async () => {
    const kubeconfig = await lab.user('newcomer', [autoscalers('get')], 'shop');
    await following(kubeconfig, 'shop', async store => {
      assert.equal(store.status.kind, 'failed');
      await lab.user('newcomer', [autoscalers('get', 'list', 'watch')], 'shop');
      await settled(store, () => store.status.kind === 'live', 135_000);
      assert.deepEqual(names(store), ['shop/web']);
    });
  }, 270_000);

  function refusal(kubeconfig: string, ...scope: string[]): Promise<string> {
    return lab.kubectl(['--kubeconfig', kubeconfig, 'get', 'hpa', ...scope]).then(
      () => 'kubectl was not refused',
      (error: unknown) => /Error from server.*$/m.exec(messageOf(error))?.[0] ?? messageOf(error),
    );
  }
});
