import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { LiveConnection } from '../../src/cluster/liveConnection.js';
import type { DecisionRow } from '../../src/core/hpa/compare/decisionRow.js';
import { average, cpuAt, hpaManifest, workloadManifest } from '../helpers/scaledWorkload.js';
import { wait } from '../helpers/wait.js';
import { startLab, type Lab } from '../lab/lab.js';

/** How long the real controller is watched. */
const seconds = Number(process.env['HPA_SCOPE_DECISION_SECONDS'] ?? 120);
const quick = { stabilizationWindowSeconds: 0, policies: [{ type: 'Pods', value: 2, periodSeconds: 30 }] };

/** Workloads, their HPAs, and what all of their pods use together while the test goes on. */
const followed = [
  { name: 'steady', hpa: { maxReplicas: 5, metrics: [cpuAt(50)] }, loads: [50, 50, 50, 50] },
  { name: 'moving', hpa: { maxReplicas: 8, metrics: [cpuAt(50)] }, loads: [50, 300, 120, 40] },
  { name: 'at-max', hpa: { maxReplicas: 2, metrics: [cpuAt(20)] }, loads: [90, 180, 180, 90] },
  { name: 'by-rate', hpa: { maxReplicas: 9, metrics: [cpuAt(50)], behavior: { scaleUp: quick, scaleDown: quick } },
    loads: [50, 400, 400, 60] },
  { name: 'average', hpa: { maxReplicas: 4, metrics: [{
    type: 'Resource', resource: { name: 'cpu', target: average('60m') },
  }] }, loads: [60, 130, 60, 60] },
  { name: 'no-request', hpa: { maxReplicas: 3, metrics: [cpuAt(50)] }, loads: [30, 30, 30, 30], requests: {} },
];

/** The live verdict, while the real controller scales. */
describe(`decisions beside the real controller (HPA_SCOPE_DECISION_SECONDS=${seconds})`, () => {
  let lab: Lab;
  const connection = new LiveConnection();
  const seen = new Map<string, DecisionRow[]>(followed.map(({ name }) => [name, []]));

  beforeAll(async () => {
    // the flags that a cluster has by default, for they are what is assumed where the controller cannot be seen
    lab = await startLab({ nodes: { simulated: 1 }, hpaSyncPeriodSeconds: 5, metricResolutionSeconds: 10 });
    const target = { kubeconfigFiles: [lab.kubeconfig], namespace: 'default' };
    for (const { name } of followed) {
      connection.subscribe('decision', { ...target, subject: { namespace: 'default', name } }, event => {
        if (event.kind === 'changed') {
          seen.get(name)?.push(...event.rows);
        }
      });
    }
    for (const { name, hpa, requests } of followed) {
      await lab.apply(workloadManifest(name, requests ? { requests } : {}));
      await lab.apply(hpaManifest(name, hpa));
    }
    for (let quarter = 0; quarter < 4; quarter++) {
      for (const { name, loads } of followed) {
        await lab.setLoad('default', `app=${name}`, loads[quarter] ?? 0);
      }
      await wait(seconds * 250);
    }
  }, 400_000 + seconds * 1000);
  afterAll(async () => {
    connection.dispose();
    await lab?.stop();
  });

  it('agrees with it, or says why not', () => {
    const rows = [...seen.values()].flat();
    for (const { name } of followed) {
      const verdicts = (seen.get(name) ?? []).map(({ verdict }) => verdict.kind);
      const count = (kind: string): number => verdicts.filter(verdict => verdict === kind).length;
      console.log(`${name}: ${count('matches')} match, ${count('waiting')} waiting, ${count('differs')} differ`);
    }
    const differing = rows.flatMap(({ id, explanation, verdict }) => verdict.kind === 'differs'
      ? [`${id} at ${new Date(explanation.atMs).toISOString()}: ours ${explanation.desiredReplicas}, theirs `
        + `${verdict.theirs}: ${verdict.reasons.map(({ text }) => text).join('; ')}\n  ${explanation.summary}`]
      : []);
    console.log(differing.join('\n'));

    assert.deepEqual(differing, []);
  });

  it('does so for each of them, in most looks', () => {
    for (const [name, rows] of seen) {
      const matches = rows.filter(({ verdict }) => verdict.kind === 'matches').length;
      assert.ok(matches > rows.length / 2, `${name}: ${matches} of ${rows.length} looks match`);
    }
  });

  it('saw it scale up and down, and be limited', () => {
    const reasons = new Set([...seen.values()].flat().flatMap(({ explanation }) =>
      explanation.lines.map(({ label, text }) => `${label}: ${text}`)));
    const has = (pattern: RegExp): boolean => [...reasons].some(text => pattern.test(text));
    for (const pattern of [/^Result: scaled from 1 to/, /TooManyReplicas/, /^Rate: at most \d+ \(2 pods in 30 s\)/,
      /^Stabilization: held at/, /^cpu: .*missing request for cpu/]) {
      assert.ok(has(pattern), `nothing says ${pattern}`);
    }
  });
});
