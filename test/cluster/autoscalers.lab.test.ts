import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Collections, SubjectRef } from '../../src/cluster/clusterConnection.js';
import { LiveConnection } from '../../src/cluster/liveConnection.js';
import type { AutoscalerRow } from '../../src/core/hpa/autoscalerRow.js';
import { describeScalingRules } from '../../src/core/hpa/describeScalingRules.js';
import type { ScalingRules } from '../../src/core/hpa/scalingBehavior.js';
import { formatRestarts } from '../../src/core/kube/podStatus.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import { workloadManifest } from '../helpers/scaledWorkload.js';
import { startMetricsAdapter, type RunningAdapter } from '../lab/labAdapter.js';
import { startLab, type Lab } from '../lab/lab.js';
import { parseHpas } from '../ui/kubectlTables.js';
import { cases, manyAutoscalers, namespace, setValues } from './autoscalers/manyAutoscalers.js';
import { parseDescriptions, squeeze, type DescribedHpa } from './autoscalers/kubectlDescribe.js';

/** 22 HPAs, every way in which one may be, against what kubectl prints of them at the same time. */
describe('autoscalers as kubectl prints them', () => {
  let lab: Lab;
  let adapter: RunningAdapter;
  let connection: LiveConnection;
  let autoscalers: RowStore<AutoscalerRow>;

  beforeAll(async () => {
    lab = await startLab({ nodes: { simulated: 3 }, hpaSyncPeriodSeconds: 3, cpuInitializationPeriodSeconds: 5 });
    adapter = await startMetricsAdapter(lab);
    setValues(adapter.values);
    await lab.apply(manyAutoscalers());
    connection = new LiveConnection();
    autoscalers = follow('autoscalers', undefined);
  });
  afterAll(async () => {
    connection?.dispose();
    await adapter?.stop();
    await lab?.stop();
  });

  function follow<Name extends keyof Collections>(
    collection: Name,
    subject: SubjectRef | undefined,
    kubeconfig = lab.kubeconfig,
  ): RowStore<Collections[Name]> {
    const store = new RowStore<Collections[Name]>();
    const target = { kubeconfigFiles: [kubeconfig], namespace, ...subject ? { subject } : {} };
    store.open(listener => connection.subscribe(collection, target, listener), { fresh: true });
    return store;
  }

  /** Looks until both agree: between two looks the controller may have been at work. */
  async function agree(theirs: () => Promise<readonly string[]>, ours: () => readonly string[]): Promise<void> {
    const endMs = Date.now() + 90_000;
    for (;;) {
      const before = ours();
      const wanted = await theirs();
      const seen = [before, ours()].find(mine => mine.join('\n') === wanted.join('\n'));
      if (seen && wanted.length > 0) {
        return;
      }
      if (Date.now() > endMs) {
        assert.deepEqual(ours(), wanted);
      }
      await new Promise(resolve => setTimeout(resolve, 300));
    }
  }

  const rows = (): AutoscalerRow[] => [...autoscalers.rows.values()].sort((a, b) => a.name < b.name ? -1 : 1);
  const row = (name: string): AutoscalerRow => rows().find(each => each.name === name) ?? assert.fail(`no row ${name}`);
  const described = async (): Promise<DescribedHpa[]> =>
    parseDescriptions(await lab.kubectl(['describe', 'hpa', '-n', namespace]));
  const hpa = (name: string): SubjectRef => (
    { namespace, name, uid: row(name).uid, kind: 'HorizontalPodAutoscaler' }
  );

  it('the controller has looked at each of them', async () => {
    const isDone = (): boolean => rows().length === Object.keys(cases).length
      && rows().every(({ state }) => state !== 'pending')
      && row('external-average').metrics[0]?.text === '7500m/10 (avg)'
      && row('same-names').metrics.every(({ text }) => !text.startsWith('<unknown>'))
      && row('at-max').because?.reason === 'TooManyReplicas'
      && row('twin-a').because?.reason === 'AmbiguousSelector' && row('twin-b').because?.reason === 'AmbiguousSelector';
    await lab.waitFor('all have conditions', async () => isDone(), 540_000);
  }, 600_000);

  it('rows are those of kubectl get hpa -A', () => agree(
    async () => parseHpas(await lab.kubectl(['get', 'hpa', '-A']))
      .map(line => [line.namespace, line.name, line.targets, line.replicas].join(' | ')),
    () => rows().map(each => [each.namespace, each.name, each.targets, each.currentReplicas].join(' | ')),
  ), 300_000);

  it('metrics are those of kubectl describe hpa, one by one', () => agree(
    async () => (await described()).flatMap(({ name, metrics }) => metrics.map(line => `${name}: ${line}`)),
    () => rows().flatMap(({ name, metrics }) => metrics.map(({ words }) => `${name}: ${squeeze(words)}`)),
  ), 300_000);

  it('conditions are those of kubectl describe hpa', () => agree(
    async () => (await described()).flatMap(({ name, conditions }) => conditions.map(line => `${name}: ${line}`)),
    () => rows().flatMap(({ name, conditions }) => conditions.map(({ type, status, reason, message }) =>
      squeeze(`${name}: ${type} ${status} ${reason ?? ''} ${message ?? ''}`))),
  ), 300_000);

  /** Times go on between two looks. */
  const withoutTimes = (line: string): string =>
    squeeze(line.replace(/\S+ \((x\d+) over \S+\)|(?<= )\d\S* (?=horiz)/, '$1 '));

  /** kubectl shows neither a tolerance nor a window that is not set; we say that it is the default. */
  const rulesOf = (title: string, rules: ScalingRules): string[] => describeScalingRules(rules)
    .filter(({ label }) => label !== 'Tolerance' && !(rules.isWindowAssumed && label === 'Stabilization Window'))
    .map(({ label, value }) => squeeze(`${title}: ${label}: ${value}`));

  it('behavior is that of kubectl describe hpa, which leaves out two things', async () => {
    await agree(
      async () => (await described()).flatMap(({ name, behavior }) => behavior.map(line => `${name}: ${line}`)),
      () => rows().flatMap(({ name, behavior }) => (behavior ? [
        ...rulesOf('Scale Up', behavior.up), ...rulesOf('Scale Down', behavior.down),
      ] : []).map(line => `${name}: ${line}`)),
    );
    assert.equal(row('careful').behavior?.up.tolerance, '50m');
  }, 300_000);

  /** kubectl says that 0 are desired where nobody ever computed it; we say nothing. */
  it('replicas are those of kubectl describe hpa, but for a wish that nobody had', () => agree(
    async () => (await described()).map(({ name, pods }) => `${name}: ${pods}`),
    () => rows().map(({ name, currentReplicas, desiredReplicas = 0 }) =>
      `${name}: ${currentReplicas} current / ${desiredReplicas} desired`),
  ), 300_000);

  it('tells what is broken, in the controller\'s words', () => {
    const states = ['no-target', 'no-kind', 'no-request', 'no-metric', 'disabled', 'at-max', 'twin-a', 'twin-b']
      .map(name => `${name}: ${row(name).state} ${row(name).because?.reason}`);
    assert.deepEqual(states, [
      'no-target: failing FailedGetScale',
      'no-kind: failing FailedGetScale',
      'no-request: failing FailedGetResourceMetric',
      'no-metric: failing FailedGetPodsMetric',
      'disabled: disabled ScalingDisabled',
      'at-max: limited TooManyReplicas',
      'twin-a: failing AmbiguousSelector',
      'twin-b: failing AmbiguousSelector',
    ]);
  });

  it('keeps metrics of one name apart', () => {
    const texts = row('same-names').metrics.map(({ name, text }) => `${name}: ${text.replace(/^\d+m?%?/, '…')}`);
    assert.deepEqual(texts, [
      'length · queue=mail: …/10 (avg)', 'length · queue=print: …/10 (avg)', 'cpu: …/50%', 'cpu · app: …/50%',
    ]);
  });

  describe('events', () => {
    for (const name of ['no-target', 'no-metric', 'twin-a', 'at-max']) {
      it(`of ${name} are those of kubectl describe hpa`, async () => {
        const store = follow('events', hpa(name));
        await agree(
          async () => parseDescriptions(await lab.kubectl(['describe', 'hpa', name, '-n', namespace]))
            .flatMap(({ events }) => events.map(withoutTimes)).sort(),
          () => [...store.rows.values()].map(({ type, reason, isRepeated, count, from, message }) =>
            squeeze(`${type} ${reason} ${isRepeated ? `x${count}` : ''} ${from} ${message}`)).sort(),
        );
        store.dispose();
      }, 300_000);
    }

    it('come by themselves, and are of this object alone', async () => {
      const store = follow('events', hpa('careful'));
      await lab.waitFor('it is live', async () => store.status.kind === 'live', 60_000);
      assert.deepEqual([...store.rows.values()].filter(({ message }) => message.includes('no-target')), []);
      const before = store.rows.size;
      await lab.kubectl(['scale', 'deployment/careful', '-n', namespace, '--replicas=5']); // its most are 3
      await lab.waitFor('an event came', async () => store.rows.size > before, 90_000);
      store.dispose();
    }, 180_000);

    it('that may not be read are forbidden, in the API server\'s words', async () => {
      const rules = [{ apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: ['list', 'watch'] }];
      const store = follow('events', hpa('no-target'), await lab.user('no-events', rules, namespace));
      await lab.waitFor('it is said', async () => store.status.kind === 'failed', 60_000);
      assert.ok(store.status.kind === 'failed');
      assert.equal(store.status.problem.code, 'forbidden');
      assert.match(store.status.problem.message, /cannot list resource "events"/);
      store.dispose();
    }, 120_000);
  });

  describe('pods of the target', () => {
    const target = (name: string, kind = 'Deployment'): SubjectRef => (
      { namespace, name, kind, apiVersion: 'apps/v1' }
    );
    const printed = async (app: string): Promise<string[]> =>
      (await lab.kubectl(['get', 'pods', '-n', namespace, '-l', `app=${app}`, '--no-headers']))
        .trim().split('\n').map(line => squeeze(line).split(' ').slice(0, 4).join(' ')).sort();
    const shown = (store: RowStore<Collections['targetPods']>): string[] => [...store.rows.values()]
      .map(pod => [pod.name, pod.ready, pod.status, formatRestarts(pod, Date.now()).split(' ')[0]].join(' '))
      .sort();

    for (const [name, kind] of [['at-max', 'Deployment'], ['stateful', 'StatefulSet']] as const) {
      it(`of a ${kind} are those of kubectl get pods`, async () => {
        const store = follow('targetPods', target(name, kind));
        await agree(() => printed(name), () => shown(store));
        await lab.waitFor('all are the target\'s', async () =>
          [...store.rows.values()].every(({ isOfTarget }) => isOfTarget === true), 60_000);
        store.dispose();
      }, 300_000);
    }

    it('include strangers, and say so', async () => {
      const store = follow('targetPods', target('careful'));
      const strangers = (): string[] => [...store.rows.values()].filter(({ isOfTarget }) => isOfTarget === false)
        .map(({ name, controller }) => `${name.split('-')[0]} of ${controller?.split('/')[0] ?? 'nobody'}`).sort();
      const bare = {
        apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bare', namespace, labels: { app: 'careful' } },
        spec: { containers: [{ name: 'app', image: 'localhost/burner:1', imagePullPolicy: 'Never' }] },
      };
      const other = workloadManifest('other', { namespace })
        .replaceAll('"app":"other"', '"app":"careful","who":"other"');
      await lab.apply([JSON.stringify(bare), other].join('\n---\n'));
      const both = 'bare of nobody,other of ReplicaSet';
      await lab.waitFor('both are strangers', async () => strangers().join() === both, 90_000);
      await agree(() => printed('careful'), () => shown(store));
      await lab.kubectl(['delete', '-n', namespace, 'pod/bare', 'deployment/other', '--grace-period=0', '--force']);
      await lab.waitFor('both are gone', async () => strangers().length === 0, 180_000);
      store.dispose();
    }, 540_000);

    it('are nobody\'s as far as we know when ReplicaSets may not be read', async () => {
      const rules = [
        { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['get'] },
        { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
      ];
      const store = follow('targetPods', target('at-max'), await lab.user('no-replicasets', rules, namespace));
      await agree(() => printed('at-max'), () => shown(store));
      assert.deepEqual([...new Set([...store.rows.values()].map(({ isOfTarget }) => isOfTarget))], [undefined]);
      store.dispose();
    }, 300_000);

    const missing: [SubjectRef, RegExp][] = [
      [target('nobody'), /deployments\.apps "nobody" not found/],
      [{ namespace, name: 'web', kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' },
        /no matches for kind "Rollout" in group "argoproj.io"/],
    ];
    for (const [subject, words] of missing) {
      it(`of ${subject.kind} ${subject.name}, which is not there, are not found`, async () => {
        const store = follow('targetPods', subject);
        await lab.waitFor('it is said', async () => store.status.kind === 'failed', 60_000);
        assert.ok(store.status.kind === 'failed');
        assert.equal(store.status.problem.code, 'notFound');
        assert.match(store.status.problem.message, words);
        store.dispose();
      }, 120_000);
    }

    it('of a version that is no longer served are found all the same, as the controller does', async () => {
      const store = follow('targetPods', { ...target('at-max'), apiVersion: 'apps/v1beta2' });
      await agree(() => printed('at-max'), () => shown(store));
      store.dispose();
    }, 300_000);
  });
});
