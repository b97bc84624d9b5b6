import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { average, cpuAt, hpaManifest } from '../helpers/scaledWorkload.js';
import { startLab, type Lab } from '../lab/lab.js';
import { KubectlHistory, parseHpas, parseTop } from './kubectlTables.js';
import type { Row } from './treeView.js';
import { openWorkbench, type Workbench } from './workbench.js';

/** One container that burns what it is told to, and an HPA that gives it 1 to 5 pods: 80m each are on target. */
const scaler = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: app
          image: localhost/burner:1
          imagePullPolicy: Never
          resources: { requests: { cpu: 100m, memory: 16Mi } }
          readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }
---
${hpaManifest('web', {
  namespace: 'shop', maxReplicas: 5, metrics: [cpuAt(80)], behavior: { scaleDown: { stabilizationWindowSeconds: 10 } },
})}
---
${hpaManifest('orphan', {
  target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nobody' },
  metrics: [
    cpuAt(50), { type: 'Resource', resource: { name: 'memory', target: average('100Mi') } },
    { type: 'Pods', pods: { metric: { name: 'rps' }, target: average('10') } },
  ],
})}
`;

/** Behind a number may be its share of the request: kubectl has none. */
const withoutShares = (text: string): string => text.replace(/ \d+%/g, '');

/** A row of an autoscaler begins with the replicas and the targets; a remark may follow. */
const hpaText = ({ path, description }: Row): string => `${path.join('/')}: ${description}`;

describe('both views on real nodes', () => {
  let lab: Lab;
  let workbench: Workbench;

  beforeAll(async () => {
    lab = await startLab({
      nodes: { real: 1 },
      hpaSyncPeriodSeconds: 5,
      cpuInitializationPeriodSeconds: 10,
      initialReadinessDelaySeconds: 1,
      housekeepingIntervalSeconds: 1,
      metricResolutionSeconds: 10,
      log: line => console.log(line),
    });
    await lab.apply(scaler);
    workbench = await openWorkbench({ env: { KUBECONFIG: lab.kubeconfig } });
    await workbench.openView('HPA Scope');
    await workbench.view('Autoscalers').unfold();
    await workbench.command('HPA Scope: Show All Namespaces');
  }, 1_800_000);

  afterAll(async () => {
    await workbench?.close();
    await lab?.stop();
  });

  /** Reads the rows of autoscalers until they are what kubectl printed at most a moment before. */
  async function compareHpas(): Promise<string[]> {
    const history = new KubectlHistory(() => lab.kubectl(['get', 'hpa', '-A']));
    try {
      const endMs = Date.now() + 30_000;
      for (;;) {
        const rows = (await workbench.rows('Autoscalers')).filter(row => row.level === 2);
        const shown = rows.map(hpaText);
        const match = history.answers.map(parseHpas).find(lines => lines.length === shown.length
          && lines.every(({ namespace, name, targets, replicas }, index) =>
            new RegExp(`^${namespace}/${name}: ${replicas}( → \\d+)?   `).test(shown[index] ?? '')
            && shown[index]?.includes(`   ${targets}`)));
        if (match) {
          return shown;
        }
        assert.ok(Date.now() < endMs, `the view shows\n${shown.join('\n')}\nkubectl\n${history.answers[0]}`);
      }
    } finally {
      await history.end();
    }
  }

  it('shows every HPA as kubectl get hpa -A does while the controller scales from 1 to 5 and back', async () => {
    const seen = new Set<string>();
    const compareUntil = async (replicas: string): Promise<void> => {
      const endMs = Date.now() + 150_000;
      for (;;) {
        const web = (await compareHpas()).find(text => text.startsWith('shop/web'));
        const [, current = ''] = /: (\d+)/.exec(web ?? '') ?? [];
        seen.add(current);
        if (current === replicas) {
          return;
        }
        assert.ok(Date.now() < endMs, `web is not at ${replicas}: ${web}`);
      }
    };

    await compareUntil('1');
    await lab.setLoad('shop', 'app=web', 400);
    await compareUntil('5');
    await lab.setLoad('shop', 'app=web', 20);
    await compareUntil('1');
    assert.ok(seen.size >= 2, [...seen].join());
  }, 1_200_000);

  it('shows every container as kubectl top pods -A --containers does', async () => {
    await lab.setLoad('shop', 'app=web', 60);
    const history = new KubectlHistory(() => lab.kubectl(['top', 'pods', '-A', '--containers']));
    try {
      await workbench.waitForRows('Usage', rows => rows.some(row => row.path.join('/').startsWith('Pods/shop/web-')));
      const endMs = Date.now() + 90_000;
      for (;;) {
        const isClosedPod = ({ path, level, expanded }: Row): boolean => path[0] === 'Pods' && level === 3 && !expanded;
        for (const row of (await workbench.rows('Usage')).filter(isClosedPod)) {
          await workbench.expand('Usage', row).catch(() => undefined); // its pod may have just gone
        }
        const shown = (await workbench.rows('Usage'))
          .filter(({ path, level }) => path[0] === 'Pods' && level === 4)
          .filter(({ label }) => label !== 'Sample' && label !== 'Whole pod')
          .map(row => `${row.path.slice(1).join('/')}: ${row.description}`);
        const match = history.answers.map(parseTop).find(lines => lines.length > 0 && lines.length === shown.length
          && lines.every(({ namespace, pod, container, cpu, memory }) =>
            shown.some(text => withoutShares(text) === `${namespace}/${pod}/${container}: ${cpu}   ${memory}`)));
        if (match) {
          return;
        }
        assert.ok(Date.now() < endMs, `the view shows\n${shown.join('\n')}\nkubectl\n${history.answers[0]}`);
      }
    } finally {
      await history.end();
    }
  }, 540_000);

  it('shows every node as kubectl top nodes does', async () => {
    const history = new KubectlHistory(() => lab.kubectl(['top', 'nodes', '--no-headers']));
    try {
      const isNode = ({ path, level }: Row): boolean => path[0] === 'Nodes' && level === 2;
      const [group] = await workbench.waitForRows('Usage', rows => rows.some(({ label }) => label === 'Nodes'))
        .then(rows => rows.filter(({ label }) => label === 'Nodes'));
      assert.ok(group && !group.expanded);
      assert.equal(group.description, '1');
      await workbench.expand('Usage', group);
      await workbench.waitForRows('Usage', rows => {
        const shown = rows.filter(isNode).map(({ label, description }) => `${label} ${description}`.split(/\s+/).join(' '));
        return shown.length > 0 && history.answers.some(answer =>
          answer.trim().split('\n').map(line => line.trim().split(/\s+/).join(' ')).join('\n') === shown.join('\n'));
      }, 180_000);
    } finally {
      await history.end();
    }
  }, 270_000);

  it('says how old the newest sample is', async () => {
    const title = workbench.view('Usage').pane.locator('.pane-header .description');
    assert.match(await title.innerText(), /all namespaces · \d+s ago$/);
  });

  it('sorts and filters usage, and says so', async () => {
    await workbench.command('HPA Scope: Sort Usage By…');
    await workbench.pick('cpu, the highest first');
    const sorted = await workbench.waitForRows('Usage', rows => rows.some(row =>
      row.level === 2 && row.path[0] === 'Pods' && / {3}shop$/.test(row.description)));
    const cpus = sorted.filter(row => row.level === 2 && row.path[0] === 'Pods')
      .map(({ description }) => Number(/^(\d+)m/.exec(description)?.[1] ?? -1));
    assert.deepEqual(cpus, [...cpus].sort((a, b) => b - a));

    const title = workbench.view('Usage').pane.locator('.pane-header .description');
    await workbench.view('Usage').titleAction('Filter Usage');
    await workbench.page.locator('.quick-input-widget:visible input').first().fill('web-');
    await workbench.waitForRows('Usage', rows => rows.filter(({ path, level }) => path[0] === 'Pods' && level === 2)
      .every(({ label }) => label.startsWith('web-')) && rows.every(({ label }) => label !== 'Nodes'));
    await workbench.page.keyboard.press('Enter');
    await workbench.page.waitForTimeout(500); // the title follows
    assert.match(await title.innerText(), /· filter: web- · sorted by cpu · \d+s ago$/);
    await workbench.view('Usage').titleAction('Clear Filter of Usage');
    await workbench.waitForRows('Usage', rows => rows.some(({ label }) => label === 'Nodes'));

    await workbench.command('HPA Scope: Sort Usage By…');
    await workbench.pick('name');
    await workbench.waitForRows('Usage', rows => rows.some(({ path }) => path.join('/') === 'Pods/shop'));
  }, 270_000);

  it('shows the context and the namespace in the status bar', async () => {
    const items = await workbench.statusBar();
    assert.ok(items.some(({ text }) => text.includes('all namespaces')), JSON.stringify(items));
  });

  it('says that metrics-server is gone, keeps the last numbers, and recovers alone', async () => {
    await lab.metricsServer.stop();
    const failed = await workbench.waitForRows('Usage', ([first]) => first?.label === 'Unavailable', 270_000);
    assert.ok(failed.some(({ path }) => path.join('/') === 'Pods/shop'), 'the rows from before are still there');
    assert.match(failed[0]?.description ?? '', /next try/);
    await lab.metricsServer.start();
    await workbench.waitForRows('Usage', rows => rows[0]?.label === 'Pods', 360_000);
  }, 900_000);

  it('says that the API server is gone, and recovers alone', async () => {
    const isDown = ([first]: readonly Row[]): boolean => /does not answer/.test(first?.label ?? '');
    await lab.apiServer.kill();
    await workbench.waitForRows('Autoscalers', isDown, 90_000);
    await workbench.waitForRows('Usage', isDown, 180_000);
    await lab.apiServer.start();
    await workbench.waitForRows('Autoscalers', rows => rows.length > 1 && !isDown(rows), 270_000);
    await workbench.waitForRows('Usage', rows => rows.length > 1 && rows[0]?.label === 'Pods', 360_000);
    await compareHpas();
  }, 1_200_000);

  it('never raised a notification', async () => {
    assert.deepEqual(await workbench.notifications(), []);
  });
});
