import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { runCli } from '../../src/cli/runCli.js';
import { startLab, type Lab } from '../lab/lab.js';
import { applyScene } from '../lab/scenes/applyScene.js';

describe('explain, beside what the real controller wrote', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({
      nodes: { simulated: 1 }, hpaSyncPeriodSeconds: 5, cpuInitializationPeriodSeconds: 5, metricResolutionSeconds: 10,
    });
    await applyScene(lab, 'hpa-at-max');
  });
  afterAll(() => lab?.stop());

  it('says the number of the status, with the arithmetic and the pods', async () => {
    await lab.waitFor('all three pods are measured, and web is at its maximum', async () => {
      assert.match(await lab.kubectl(['get', 'hpa', 'web', '-n', 'shop', '--no-headers']), /cpu: 1[12]\d%\/60% +1 +3 +3 /);
      return true;
    }, 360_000);

    const { status, out, err } = await lab.waitFor('a moment at which both have read the same samples', async () => {
      const answer = await explain('web', '-n', 'shop');
      return answer.out.includes('matches the controller') ? answer : undefined;
    }, 60_000);

    assert.deepEqual([status, err], [0, '']);
    assert.match(out, /^shop\/web wants 3 replicas \(has 3\); matches the controller\ncpu is at \d+% of request, target 60%/);
    assert.match(out, /\nBounds +1 … 3; 3 instead of \d+ \(TooManyReplicas\)\n/);
    assert.match(out, /\nPOD +GROUP +USAGE +REQUEST +OF REQUEST +SAMPLE AGE +WHY\n/);
    assert.match(out, /\n(web-\S+ +ready +\d+m +50m +\d+% +\d+s +counts; .*\n){3}/);
    assert.match(out, /\nWhat would change it, once .*\n {2}cpu: at \d+m in sum or less it would be 2\n/);
  }, 540_000);

  it('says in one line what is not there', async () => {
    const { status, out, err } = await explain('nobody', '-n', 'shop');

    assert.deepEqual([status, out], [1, '']);
    assert.match(err, /^horizontalpodautoscalers\.autoscaling "nobody" not found\n$/);
  }, 60_000);

  async function explain(...args: string[]): Promise<{ status: number; out: string; err: string }> {
    let out = '';
    let err = '';
    const status = await runCli(['explain', '--kubeconfig', lab.kubeconfig, ...args], {
      out: text => { out += text; }, err: text => { err += text; },
    });
    return { status, out, err };
  }
});
