import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'vitest';
import type { SubjectRef } from '../../src/cluster/clusterConnection.js';
import { eventsPath } from '../../src/cluster/events.js';
import { follow } from '../../src/cluster/follow.js';
import { KubeClient } from '../../src/cluster/kubeClient.js';
import { kubeconfigFor } from '../../src/cluster/kubeconfig.js';
import { followTargetPods } from '../../src/cluster/targetPods.js';
import type { TargetPodRow } from '../../src/core/hpa/targetPodRow.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import { ScriptedApi } from '../helpers/scriptedApi.js';

const shop = '/apis/apps/v1/namespaces/shop';
const podsOf = (selector: string): string => `/api/v1/namespaces/shop/pods?labelSelector=${selector}`;
const owner = (kind: string, name: string, uid: string): object => (
  { apiVersion: 'apps/v1', kind, name, uid, controller: true }
);
const pod = (name: string, ...ownerReferences: object[]): object => (
  { metadata: { name, namespace: 'shop', resourceVersion: '2', ownerReferences } }
);
const scale = (uid: string, selector: string): { document: object } => (
  { document: { metadata: { name: 'web', uid }, status: { selector } } }
);
const replicaSet = (name: string, uid: string, of: object): { document: object } => (
  { document: { metadata: { name, uid, ownerReferences: [of] } } }
);

/** The rest is in the suite on the lab; here is what the real API server does only when nobody looks. */
describe('followTargetPods', () => {
  const subject: SubjectRef = { namespace: 'shop', name: 'web', kind: 'Deployment', apiVersion: 'apps/v1' };
  let api: ScriptedApi;
  let client: KubeClient;
  let store: RowStore<TargetPodRow>;

  beforeEach(async () => {
    api = await ScriptedApi.listen();
    api.set('/apis/apps/v1', { document: { resources: [
      { name: 'deployments/scale', kind: 'Scale' }, { name: 'deployments', kind: 'Deployment' },
    ] } });
    api.set(`${shop}/deployments/web/scale`, scale('d1', 'app=web'));
    api.set(`${shop}/replicasets/web-1`, replicaSet('web-1', 'r1', owner('Deployment', 'web', 'd1')));
    api.set(`${shop}/replicasets/other-1`, replicaSet('other-1', 'r2', owner('Deployment', 'other', 'd9')));
    api.set(`${shop}/replicasets/again-1`, replicaSet('again-1', 'another uid', owner('Deployment', 'web', 'd1')));
    client = new KubeClient(kubeconfigFor({ kubeconfigFiles: [api.kubeconfig] }));
    store = new RowStore();
  });
  afterEach(() => {
    store.dispose();
    client.dispose();
    api.close();
  });

  const open = (of = subject): void =>
    store.open(listener => follow(followTargetPods(client, of, 100), listener), { fresh: true });
  const until = async (what: string, check: () => boolean): Promise<void> => {
    for (const endMs = Date.now() + 5_000; !check();) {
      assert.ok(Date.now() < endMs, `not in time: ${what}: ${ownership().join()}`);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };
  const ownership = (): string[] =>
    [...store.rows.values()].map(({ name, isOfTarget }) => `${name} ${isOfTarget}`).sort();

  it('says whose pods they are as far as it was seen, and reads each ReplicaSet once', async () => {
    api.set(podsOf('app=web'), { items: [
      pod('a', owner('ReplicaSet', 'web-1', 'r1')),
      pod('b', owner('ReplicaSet', 'web-1', 'r1')),
      pod('c', owner('ReplicaSet', 'other-1', 'r2')),
      pod('d', owner('ReplicaSet', 'again-1', 'r3')),
      pod('e', owner('ReplicaSet', 'gone-1', 'r4')),
      pod('f', owner('StatefulSet', 'web', 's1')),
      pod('g'),
    ] });
    open();
    const wanted = 'a true,b true,c false,d undefined,e undefined,f false,g false';
    await until('all owners were looked at', () => ownership().join() === wanted);
    api.tell(podsOf('app=web'), 'ADDED', pod('h', owner('ReplicaSet', 'web-1', 'r1')));
    await until('h came', () => ownership().join() === `${wanted},h true`);
    const read = api.asked.filter(path => path.includes('/replicasets/'));
    assert.equal(new Set(read).size, read.length, read.join());
  });

  it('knows nothing of what is between a target of another kind and its pods', async () => {
    api.set('/apis/x.io/v1', { document: { resources: [{ name: 'rollouts', kind: 'Rollout' }] } });
    api.set('/apis/x.io/v1/namespaces/shop/rollouts/web/scale', scale('o1', 'app=web'));
    api.set(podsOf('app=web'), { items: [pod('a', owner('StatefulSet', 'web', 's1')), pod('b')] });
    open({ ...subject, kind: 'Rollout', apiVersion: 'x.io/v1' });
    await until('both are there', () => ownership().join() === 'a undefined,b false');
  });

  it('sees that the target was replaced by one that selects other pods', async () => {
    api.set(podsOf('app=web'), { items: [pod('a', owner('ReplicaSet', 'web-1', 'r1'))] });
    api.set(podsOf('app=web,v=2'), { items: [pod('b')] });
    open();
    await until('a is there', () => ownership().join() === 'a true');
    api.set(`${shop}/deployments/web/scale`, scale('d2', 'app=web,v=2'));
    await until('b is there instead', () => ownership().join() === 'b false');
    await until('only its watch is open', () => api.watched.join() === podsOf('app=web,v=2'));
  });

  it('says that the target went away, and keeps the rows', async () => {
    api.set(podsOf('app=web'), { items: [pod('a', owner('ReplicaSet', 'web-1', 'r1'))] });
    open();
    await until('a is there', () => ownership().join() === 'a true');
    api.set(`${shop}/deployments/web/scale`, { status: 404, message: 'deployments.apps "web" not found' });
    await until('it is said', () => store.status.kind === 'failed');
    assert.deepEqual(ownership(), ['a true']);
  });

  it('says that a scale has no selector', async () => {
    api.set(`${shop}/deployments/web/scale`, scale('d1', ' '));
    open();
    await until('it is said', () => store.status.kind === 'failed');
    assert.equal(store.status.kind === 'failed' && store.status.problem.message,
      'The scale of Deployment/web is missing a selector.');
  });
});

describe('eventsPath', () => {
  it('names the object, each part escaped', () => {
    const path = eventsPath({ namespace: 'a/b', name: 'x,y=z\\', uid: '1', kind: 'HorizontalPodAutoscaler' });
    assert.equal(decodeURIComponent(path), '/api/v1/namespaces/a/b/events?fieldSelector='
      + 'involvedObject.name=x\\,y\\=z\\\\,involvedObject.namespace=a/b,'
      + 'involvedObject.kind=HorizontalPodAutoscaler,involvedObject.uid=1');
    assert.ok(path.startsWith('/api/v1/namespaces/a%2Fb/events'));
  });
  it('leaves out a uid that is not known', () => {
    assert.ok(!eventsPath({ namespace: 'a', name: 'b', uid: '' }).includes('uid'));
  });
});
