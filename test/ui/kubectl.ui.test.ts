import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { parseDescriptions, type DescribedHpa } from '../cluster/autoscalers/kubectlDescribe.js';
import { cases, manyAutoscalers, namespace, setValues } from '../cluster/autoscalers/manyAutoscalers.js';
import { startMetricsAdapter, type RunningAdapter } from '../lab/labAdapter.js';
import { startLab, type Lab } from '../lab/lab.js';
import { comparable, describedByRows } from './describedRows.js';
import { KubectlHistory, parseApiServices, parseHpas, secondsOf, type ApiServiceLine } from './kubectlTables.js';
import type { Row } from './treeView.js';
import { openWorkbench, type Workbench } from './workbench.js';

/** Served by a Service that is not there. */
const orphan = JSON.stringify({
  apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.orphan.example' },
  spec: {
    group: 'orphan.example', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100,
    insecureSkipTLSVerify: true, service: { namespace: 'default', name: 'nobody' },
  },
});

/**
 * 22 autoscalers, every API service and three nodes, as they are read from the screen, against what kubectl prints in
 * the same minute. Where the rows say another thing:
 *
 * | kubectl | the views | because |
 * |---|---|---|
 * | Name, Namespace | the row and the group around it | |
 * | Labels, Annotations, CreationTimestamp | in the live YAML | they explain no scaling |
 * | Min replicas, Max replicas | `1 … 3 replicas` behind the target | one line for one thought |
 * | `0 desired` before anybody computed it | the current number alone | the field is unset: no wish |
 * | nothing where the behavior is not set | what the controller does then | that is what happens |
 * | no tolerance, no window that is not set | both, the latter said to be the default | they count |
 * | conditions without a time | since when | kubectl has it in no output but YAML |
 * | events, the oldest first | the newest first | what happened last is asked first |
 * | AGE, counted when it is printed | counted anew every 5 s | |
 * | API services by name | those of metrics first, then by name in a closed group | |
 */
describe('the rows on the screen against kubectl', () => {
  let lab: Lab;
  let adapter: RunningAdapter;
  let workbench: Workbench;

  beforeAll(async () => {
    lab = await startLab({
      nodes: { simulated: 3 }, hpaSyncPeriodSeconds: 5, cpuInitializationPeriodSeconds: 5, metricResolutionSeconds: 10,
    });
    adapter = await startMetricsAdapter(lab);
    setValues(adapter.values);
    await lab.apply(manyAutoscalers());
    await lab.apply(orphan);
    workbench = await openWorkbench({ env: { KUBECONFIG: lab.kubeconfig }, height: 1400 });
    await workbench.openView('HPA Scope');
    await workbench.command('HPA Scope: Show All Namespaces');
  }, 1_800_000);

  afterAll(async () => {
    await workbench?.close();
    await adapter?.stop();
    await lab?.stop();
  });

  /** Leaves one view of the three unfolded: then most of its rows are in sight. */
  async function onlyView(name: string): Promise<void> {
    for (const other of ['Metrics pipeline', 'Autoscalers', 'Usage'].filter(view => view !== name)) {
      await workbench.view(other).fold();
    }
    await workbench.view(name).unfold();
  }

  /** Reads until what is on the screen is what kubectl printed at some moment of this minute. */
  async function agree<T>(
    ask: () => Promise<string>, theirs: (answer: string) => T, ours: () => Promise<T>,
    isSame: (theirs: T, ours: T) => boolean = isDeepStrictEqual,
  ): Promise<T> {
    const history = new KubectlHistory(ask);
    try {
      const endMs = Date.now() + 90_000;
      for (;;) {
        const shown = await ours();
        const answers = history.answers.filter(Boolean).map(theirs);
        const found = answers.find(answer => isSame(answer, shown));
        if (found !== undefined) {
          return found;
        }
        if (Date.now() > endMs) {
          assert.deepEqual(shown, answers[0]);
          assert.fail('not the same');
        }
      }
    } finally {
      await history.end();
    }
  }

  describe('autoscalers', () => {
    beforeAll(async () => {
      await onlyView('Autoscalers');
      const isSettled = (rows: readonly Row[]): boolean => rows.filter(({ level }) => level === 2)
        .every(({ ariaLabel }) => !ariaLabel.includes('not looked at yet'));
      const isThere = (rows: readonly Row[]): boolean => rows.length > Object.keys(cases).length;
      await workbench.waitForRows('Autoscalers', rows => isThere(rows) && isSettled(rows), 540_000);
    }, 600_000);

    it('rows are those of kubectl get hpa -A', async () => {
      const lines = await agree(
        () => lab.kubectl(['get', 'hpa', '-A']),
        answer => parseHpas(answer).map(line => `${line.namespace}/${line.name} ${line.replicas} ${line.targets}`),
        async () => (await workbench.rows('Autoscalers')).filter(({ level }) => level === 2).map(row => {
          const [replicas = '', targets = ''] = row.description.split('   ');
          return `${row.path.join('/')} ${replicas.replace(/ → \d+$/, '')} ${targets}`;
        }),
      );
      assert.equal(lines.length, Object.keys(cases).length);
    }, 300_000);

    /** What is below one autoscaler, with everything opened that is part of a description. */
    async function blockOf(name: string): Promise<Row[]> {
      const top = [namespace, name];
      await workbench.expand('Autoscalers', { path: top });
      for (const line of ['Conditions', 'Events', 'Behavior']) {
        const path = [...top, line];
        const row = (await workbench.rows('Autoscalers')).find(other => other.path.join() === path.join());
        if (row?.expanded === false) {
          await workbench.expand('Autoscalers', row);
        }
      }
      const rows = await workbench.rows('Autoscalers');
      return rows.filter(({ path }) => top.every((label, index) => path[index] === label));
    }

    /** kubectl has no tolerance, and no window that is not set. */
    const withoutMore = (ours: DescribedHpa): DescribedHpa => ({
      ...ours, behavior: ours.behavior.filter(line => !/: Tolerance: |, the default: not set$/.test(line)),
    });
    const isSame = (theirs: DescribedHpa, ours: DescribedHpa): boolean => {
      const pods = theirs.pods.replace(/^(\d+) current \/ 0 desired$/, '$1 current / $1 desired');
      return [theirs.pods, pods].includes(ours.pods)
        && isDeepStrictEqual({ ...theirs, pods: '' }, { ...ours, pods: '' });
    };

    for (const name of Object.keys(cases)) {
      it(`${name}: metrics, bounds, behavior, conditions and events are those of kubectl describe hpa`, async () => {
        const described = await agree(
          () => lab.kubectl(['describe', 'hpa', name, '-n', namespace]),
          answer => comparable(parseDescriptions(answer)[0] ?? assert.fail(answer)),
          async () => withoutMore(describedByRows(await blockOf(name))),
          isSame,
        );
        assert.ok(described.metrics.length > 0 && described.conditions.length > 0, JSON.stringify(described));
        await workbench.view('Autoscalers').collapse({ path: [namespace, name] });
      }, 300_000);
    }
  });

  describe('API services', () => {
    beforeAll(async () => {
      await onlyView('Metrics pipeline');
      await workbench.waitForRows('Metrics pipeline', rows => rows.some(({ label }) => label === others));
      await workbench.expand('Metrics pipeline', { path: [others] });
    }, 120_000);

    const others = 'Other API services';
    interface Line { readonly text: string; readonly age: number }
    const lineOf = ({ name, service, available, age }: ApiServiceLine): Line =>
      ({ text: [name, service, available].join(' | '), age: secondsOf(age) });
    const isApi = ({ level, path, label }: Row): boolean =>
      (level === 1 && label !== others) || (level === 2 && path[0] === others);
    const byText = (a: Line, b: Line): number => a.text < b.text ? -1 : 1;

    it('rows are those of kubectl get apiservices, all of them', async () => {
      const lines = await agree<Line[]>(
        () => lab.kubectl(['get', 'apiservices']),
        answer => parseApiServices(answer).map(lineOf).sort(byText),
        async () => (await workbench.rows('Metrics pipeline')).filter(isApi).map(({ label, description }) => {
          const [service = '', available = '', age = ''] = description.split('   ');
          return lineOf({ name: label, service, available, age });
        }).sort(byText),
        (theirs, ours) => theirs.length === ours.length && theirs.every(({ text, age }, index) =>
          text === ours[index]?.text && Math.abs(age - ours[index].age) <= 15 + age / 100),
      );
      assert.ok(lines.length > 20, String(lines.length));
      assert.ok(lines.some(({ text }) => text === 'v1.orphan.example | default/nobody | False (ServiceNotFound)'));
    }, 180_000);

    it('the others are in the order of kubectl, and the group says how many fail', async () => {
      const rows = (await workbench.rows('Metrics pipeline')).filter(isApi);
      const inGroup = rows.filter(({ level }) => level === 2).map(({ label }) => label);
      const printed = parseApiServices(await lab.kubectl(['get', 'apiservices'])).map(({ name }) => name);
      assert.deepEqual(inGroup, printed.filter(name => inGroup.includes(name)));
      assert.deepEqual(rows.filter(({ level }) => level === 1).map(({ label }) => label), [
        'v1beta1.metrics.k8s.io', 'v1beta1.custom.metrics.k8s.io', 'v1beta2.custom.metrics.k8s.io',
        'v1beta1.external.metrics.k8s.io',
      ]);
      const [group] = (await workbench.rows('Metrics pipeline')).filter(({ label }) => label === others);
      assert.equal(group?.description, `1 of ${inGroup.length} not available`);
    }, 60_000);
  });

  it('nodes are those of kubectl top nodes', async () => {
    await onlyView('Usage');
    await workbench.waitForRows('Usage', rows => rows.some(({ label }) => label === 'Nodes'), 120_000);
    await workbench.expand('Usage', { path: ['Nodes'] });
    const lines = await agree(
      () => lab.kubectl(['top', 'nodes', '--no-headers']),
      answer => answer.trim().split('\n').map(line => line.trim().split(/\s+/).join(' ')),
      async () => (await workbench.rows('Usage')).filter(({ path, level }) => path[0] === 'Nodes' && level === 2)
        .map(({ label, description }) => `${label} ${description}`.split(/\s+/).join(' ')),
    );
    assert.equal(lines.length, 3);
  }, 180_000);

  it('never raised a notification', async () => {
    assert.deepEqual(await workbench.notifications(), []);
  });
});
