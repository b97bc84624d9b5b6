import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startLab, type Lab } from '../lab.js';
import { messageOf } from '../userError.js';
import { applyScene } from './applyScene.js';
import { sceneNames } from './scene.js';
import { scenes } from './scenes.js';

/** One lab goes through all scenes, in the order in which a reader would not expect them to work. */
describe('scenes, one after the other on one lab', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({
      nodes: { simulated: 2 }, hpaSyncPeriodSeconds: 5, cpuInitializationPeriodSeconds: 5, metricResolutionSeconds: 10,
    });
  });
  afterAll(() => lab?.stop());

  it('has a definition for each name', () => assert.deepEqual(Object.keys(scenes), [...sceneNames]));

  it('healthy: six autoscalers of different fates', async () => {
    await applyScene(lab, 'healthy');
    await shows('web', /^\S+ +Deployment\/web +cpu: \d+%\/60% +1 +5 +[12] /);
    await shows('api', /cpu: (5[4-9]|6[0-6])%\/60% +2 +6 +2 /);
    await shows('cache', /memory: \d+%\/70% +1 +3 +3 /);
    await shows('worker', /<unknown>\/100 +2 +10 +2 /);
    await shows('batch', / 0\/30 +0 +4 +0 /);
    await says('worker', 'ScalingActive', /^False FailedGetPodsMetric .*no custom metrics API \(custom.metrics.k8s.io\) registered/);
    await says('cache', 'ScalingLimited', /^True TooManyReplicas/);
    await says('batch', 'ScaledToZero', /^True ScaledToZero/);
    await shows('cart', /cpu: \d+%\/80% +1 +6 +4 /);
    await says('cart', 'AbleToScale', /^True ScaleDownStabilized/, 360_000);
    await shows('cart', /cpu: [12]\d%\/80% +1 +6 +4 /);
  }, 900_000);

  it('kubelet-x509: nothing is scraped', async () => {
    await applyScene(lab, 'kubelet-x509');
    await shows('web', /cpu: <unknown>\/60%/);
    await lab.waitFor('kubectl top has nothing', async () => (
      /not available yet|No resources found/i.test(await lab.kubectl(['top', 'nodes']).catch(messageOf))
    ), 180_000);
    assert.match(await lab.metricsServer.log(), /doesn't contain any IP SANs/);
  }, 540_000);

  it('hpa-unknown: the request is missing', async () => {
    await applyScene(lab, 'hpa-unknown');
    await says('web', 'ScalingActive', /^False FailedGetResourceMetric .*missing request for cpu in container app/, 270_000);
    await shows('web', /cpu: <unknown>\/60%/);
    assert.equal((await hpas()).length, 1);
  }, 540_000);

  it('no-metrics-server: the group is not registered', async () => {
    await applyScene(lab, 'no-metrics-server');
    await says('web', 'ScalingActive', /the server could not find the requested resource \(get pods\.metrics\.k8s\.io\)/);
    assert.match(await lab.kubectl(['top', 'pods', '-n', 'shop']).catch(messageOf), /Metrics API not available/);
  }, 540_000);

  it('api-down: nobody answers', async () => {
    await applyScene(lab, 'api-down');
    assert.match(await lab.kubectl(['get', 'hpa', '-n', 'shop']).catch(messageOf), /connection.*refused/);
  }, 540_000);

  it('hpa-at-max: limited', async () => {
    await applyScene(lab, 'hpa-at-max');
    await shows('web', /cpu: 1[12]\d%\/60% +1 +3 +3 /);
    await says('web', 'ScalingLimited', /^True TooManyReplicas/);
  }, 540_000);

  it('forbidden: pods and no autoscalers', async () => {
    const { kubeconfig } = await applyScene(lab, 'forbidden');
    const asUser = (...args: string[]) => lab.kubectl([`--kubeconfig=${kubeconfig}`, ...args]).catch(messageOf);
    assert.match(await asUser('get', 'hpa', '-n', 'shop'), /is forbidden: User "trainee" cannot list resource "horizontalpodautoscalers"/);
    assert.match(await asUser('get', 'pods', '-n', 'shop', '-o', 'name'), /pod\/web-/);
    assert.match(await asUser('top', 'pods', '-n', 'shop'), /forbidden/);
  }, 540_000);

  it('empty: no autoscaler at all', async () => {
    await applyScene(lab, 'empty');
    assert.equal((await lab.kubectl(['get', 'hpa', '-A', '-o', 'name'])).trim(), '');
    const registered = await lab.kubectl(['get', 'apiservices', '-o', 'name']);
    assert.doesNotMatch(registered, /external\.metrics/);
    await lab.metricsServer.untilAvailable();
  }, 540_000);

  async function hpas(): Promise<string[]> {
    return (await lab.kubectl(['get', 'hpa', '-n', 'shop', '--no-headers'])).trim().split('\n');
  }

  /** Waits for the row of `kubectl get hpa`. */
  async function shows(name: string, row: RegExp): Promise<void> {
    await lab.waitFor(`kubectl get hpa shows ${name}`, async () => {
      assert.match((await hpas()).find(line => line.startsWith(`${name} `)) ?? 'no row', row);
      return true;
    }, 360_000).catch(async (error: unknown) => {
      throw new Error(`${messageOf(error)}\n${await stateOfMetrics()}`, { cause: error });
    });
  }

  /** What somebody would look at next. */
  async function stateOfMetrics(): Promise<string> {
    const questions = [
      ['get', 'pods', '-n', 'shop', '-o', 'wide'], ['get', 'nodes'], ['top', 'nodes'], ['top', 'pods', '-n', 'shop'],
      ['get', 'apiservices', 'v1beta1.metrics.k8s.io'], ['describe', 'hpa', '-n', 'shop'],
    ];
    const answers: string[] = [];
    for (const question of questions) {
      answers.push(`$ kubectl ${question.join(' ')}\n${await lab.kubectl(question).catch(messageOf)}`);
    }
    return [...answers, `log of metrics-server:\n${(await lab.metricsServer.log()).slice(-4000)}`].join('\n');
  }

  async function says(name: string, condition: string, text: RegExp, timeoutMs = 180_000): Promise<void> {
    await lab.waitFor(`${name} says ${condition}`, async () => {
      const path = `{range .status.conditions[?(@.type=="${condition}")]}{.status} {.reason} {.message}{end}`;
      assert.match(await lab.kubectl(['get', 'hpa', name, '-n', 'shop', '-o', `jsonpath=${path}`]), text);
      return true;
    }, timeoutMs);
  }
});
