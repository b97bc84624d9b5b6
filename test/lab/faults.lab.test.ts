import assert from 'node:assert/strict';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { Undo } from './fault.js';
import { injectFault, type FaultName } from './faults.js';
import { startLab, type Lab } from './lab.js';
import { messageOf } from './userError.js';

/** What metrics-server logs about the one node that has the fault. */
const kubeletFaults: [FaultName, RegExp][] = [
  ['kubelet-cert-no-ip-san', /x509: cannot validate certificate for 10\.99\.1\.\d+ because it doesn't contain any IP SANs/],
  ['kubelet-cert-unknown-ca', /x509: certificate signed by unknown authority/],
  ['kubelet-cert-expired', /x509: certificate has expired or is not yet valid/],
  ['kubelet-cert-none', /remote error: tls: internal error/],
  ['kubelet-401', /request failed, status: \\"401 Unauthorized\\"/],
  ['kubelet-403', /request failed, status: \\"403 Forbidden\\"/],
  ['kubelet-slow', /timeout to access kubelet/],
  ['kubelet-closed', /connect: connection refused/],
];
const healthyNode = `sim-${kubeletFaults.length + 1}`;

/** Reason of the APIService, and what `kubectl top pods` then says. */
const pipelineFaults: [FaultName, RegExp, RegExp][] = [
  ['metrics-server-stopped', /^False FailedDiscoveryCheck .*connection refused/, /Metrics API not available|unable to handle the request/],
  ['metrics-server-not-ready', /^False MissingEndpoints/, /Metrics API not available|unable to handle the request/],
  ['apiservice-no-service', /^False ServiceNotFound service\/metrics-server in "kube-system" is not present/, /not available|unable/],
  ['apiservice-wrong-port', /^False ServicePortError .*is not listening on port 8443/, /not available|unable/],
  ['apiservice-no-endpoints', /^False MissingEndpoints/, /not available|unable/],
  ['apiservice-wrong-ca', /^False FailedDiscoveryCheck .*x509/, /not available|unable/],
  ['group-not-registered', /^NotFound/, /Metrics API not available/],
];

describe('faults of a lab with simulated nodes', () => {
  let lab: Lab;
  let undo: Undo | undefined;

  beforeAll(async () => {
    lab = await startLab({ nodes: { simulated: kubeletFaults.length + 1 } });
    await lab.kubectl(['create', 'deployment', 'web', '--image=localhost/burner:1', '--replicas=9']);
    await lab.waitFor('metrics of all nodes', async () => (await topNodes()).unknown.length === 0, 270_000);
  });
  afterEach(async () => {
    await undo?.();
    undo = undefined;
  });
  afterAll(() => lab?.stop());

  it('of kubelets, each on a node of its own, blind metrics-server to these nodes alone', async () => {
    const undos: Undo[] = [];
    undo = async () => { await Promise.all(undos.map(one => one())); };
    for (const [index, [fault]] of kubeletFaults.entries()) {
      undos.push(await injectFault(lab, fault, [`sim-${index + 1}`]));
    }
    const broken = kubeletFaults.map((_, index) => `sim-${index + 1}`);
    await lab.waitFor('the broken nodes are unknown', async () => {
      const { unknown, known } = await topNodes();
      assert.deepEqual([unknown, known], [broken, [healthyNode]]);
      return true;
    }, 180_000);
    const log = await lab.metricsServer.log();
    for (const [index, [fault, want]] of kubeletFaults.entries()) {
      const line = log.split('\n').findLast(text => /Failed to scrape node/.test(text) && text.includes(`"sim-${index + 1}"`));
      assert.match(line ?? 'no line', want, fault);
    }

    await undo();
    undo = undefined;
    await lab.waitFor('all nodes are known again', async () => (await topNodes()).unknown.length === 0, 180_000);
  });

  it('node-not-ready shows in kubectl get nodes and passes', async () => {
    undo = await injectFault(lab, 'node-not-ready', ['sim-2']);
    await lab.waitFor('NotReady', async () => /^sim-2\s+NotReady/.test(await lab.kubectl(['get', 'node', 'sim-2', '--no-headers'])), 60_000);
    assert.match(await lab.kubectl(['get', 'node', 'sim-1', '--no-headers']), /^sim-1\s+Ready/);
    await undo();
    undo = undefined;
    await lab.waitFor('Ready', async () => /^sim-2\s+Ready/.test(await lab.kubectl(['get', 'node', 'sim-2', '--no-headers'])), 60_000);
    await lab.waitFor('its pods are ready', async () => (
      await lab.kubectl(['get', 'deployment', 'web', '-o', 'jsonpath={.status.readyReplicas}']) === '9'
    ), 60_000);
  });

  for (const [fault, apiService, top] of pipelineFaults) {
    it(`${fault} shows in the APIService and in kubectl top, and passes`, async () => {
      await available();
      undo = await injectFault(lab, fault);
      await lab.waitFor(`the APIService says ${apiService}`, async () => {
        assert.match(await apiServiceState(), apiService);
        return true;
      }, 180_000);
      assert.match(await lab.kubectl(['top', 'pods']).catch(messageOf), top);
      await undo();
      undo = undefined;
      await available();
      await lab.waitFor('kubectl top works', async () => /web-/.test(await lab.kubectl(['top', 'pods'])), 180_000);
    });
  }

  it('refuses what a lab cannot have, and says why', async () => {
    const real = { ...lab, simulated: undefined };
    await assert.rejects(injectFault(real, 'kubelet-cert-expired'), /cannot have the fault kubelet-cert-expired, because/);
  });

  async function topNodes() {
    const lines = (await lab.kubectl(['top', 'nodes', '--no-headers'])).trim().split('\n').sort();
    const names = (unknown: boolean) => lines.filter(line => line.includes('<unknown>') === unknown).map(line => line.split(/\s/)[0]);
    return { unknown: names(true), known: names(false) };
  }

  async function available(): Promise<void> {
    await lab.waitFor('the APIService is Available', async () => (
      (await apiServiceState()).startsWith('True Passed')
    ), 270_000);
  }

  async function apiServiceState(): Promise<string> {
    const condition = '{range .status.conditions[?(@.type=="Available")]}{.status} {.reason} {.message}{end}';
    return lab.kubectl(['get', 'apiservice', 'v1beta1.metrics.k8s.io', '-o', `jsonpath=${condition}`])
      .catch(error => /NotFound/.test(messageOf(error)) ? 'NotFound' : messageOf(error));
  }
});
