import assert from 'node:assert/strict';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { Undo } from './fault.js';
import { injectFault, type FaultName } from './faults.js';
import { startLab, type Lab } from './lab.js';
import { messageOf } from './userError.js';

/** What a lab of real nodes with the official chart can have; the APIService tells. */
const cases: [FaultName, RegExp][] = [
  ['kubelet-cert-no-ip-san', /^False MissingEndpoints/],
  ['metrics-server-not-ready', /^False MissingEndpoints/],
  ['metrics-server-stopped', /^False MissingEndpoints/],
  ['apiservice-no-service', /^False ServiceNotFound/],
  ['apiservice-no-endpoints', /^False MissingEndpoints/],
];

describe('faults of a lab with a real node', () => {
  let lab: Lab;
  let undo: Undo | undefined;

  beforeAll(async () => {
    lab = await startLab({ nodes: { real: 1 } });
    await available();
  });
  afterEach(async () => {
    await undo?.();
    undo = undefined;
  });
  afterAll(() => lab?.stop());

  for (const [fault, want] of cases) {
    it(`${fault} shows in the APIService and passes`, async () => {
      undo = await injectFault(lab, fault);
      await lab.waitFor(`the APIService says ${want}`, async () => {
        assert.match(await apiServiceState(), want);
        return true;
      }, 180_000);
      if (fault === 'kubelet-cert-no-ip-san') {
        await logs(/doesn't contain any IP SANs/);
      }
      await undo();
      undo = undefined;
      await available();
    }, 540_000);
  }

  it('kubelet-403 shows in the log and passes', async () => {
    undo = await injectFault(lab, 'kubelet-403');
    await logs(/request failed, status: \\"403 Forbidden\\"/);
    await undo();
    undo = undefined;
    await nodeIsKnown();
  });

  it('kubelet-slow shows in kubectl top and passes', async () => {
    undo = await injectFault(lab, 'kubelet-slow');
    await lab.waitFor('kubectl top does not know the node', async () => (
      /<unknown>|not available/.test(await lab.kubectl(['top', 'nodes']).catch(messageOf))
    ), 270_000);
    await undo();
    undo = undefined;
    await nodeIsKnown();
  }, 720_000);

  it('refuses what only a stand-in can do', async () => {
    await assert.rejects(injectFault(lab, 'kubelet-cert-expired'), /because a real kubelet cannot be made to do this/);
  });

  async function logs(text: RegExp): Promise<void> {
    await lab.waitFor(`the log of metrics-server says ${text}`, async () => (
      text.test(await lab.metricsServer.log())
    ), 180_000);
  }

  async function nodeIsKnown(): Promise<void> {
    await lab.waitFor('kubectl top knows the node', async () => (
      /^node-1\s+\d+m/m.test(await lab.kubectl(['top', 'nodes']))
    ), 270_000);
  }

  async function available(): Promise<void> {
    await lab.waitFor('the APIService is Available', async () => (
      (await apiServiceState()).startsWith('True Passed')
    ), 360_000);
  }

  async function apiServiceState(): Promise<string> {
    const condition = '{range .status.conditions[?(@.type=="Available")]}{.status} {.reason} {.message}{end}';
    return lab.kubectl(['get', 'apiservice', 'v1beta1.metrics.k8s.io', '-o', `jsonpath=${condition}`]);
  }
});
