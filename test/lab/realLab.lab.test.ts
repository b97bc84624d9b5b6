import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { cpuAt, hpaManifest } from '../helpers/scaledWorkload.js';
import { CommandError } from './run.js';
import { startLab, type Lab } from './lab.js';
import { messageOf } from './userError.js';

const burner = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: burner, namespace: default}
spec:
  replicas: 1
  selector: {matchLabels: {app: burner}}
  template:
    metadata: {labels: {app: burner}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: burner
        image: localhost/burner:1
        imagePullPolicy: Never
        resources: {requests: {cpu: 100m, memory: 16Mi}, limits: {memory: 128Mi}}
        readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
---
${hpaManifest('burner', {
  maxReplicas: 4, metrics: [cpuAt(80)], behavior: { scaleDown: { stabilizationWindowSeconds: 0 } },
})}
`;

describe('a lab with real nodes', { skip: process.getuid?.() !== 0 }, () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({
      nodes: { real: 2 },
      hpaSyncPeriodSeconds: 3,
      cpuInitializationPeriodSeconds: 5,
      initialReadinessDelaySeconds: 1,
      housekeepingIntervalSeconds: 1,
      metricResolutionSeconds: 10,
      metricsServerValues: { readinessProbe: { initialDelaySeconds: 1, periodSeconds: 1 } },
      log: line => console.log(line),
    });
    await lab.apply(burner);
    await lab.metricsServer.untilAvailable();
  });

  afterAll(() => lab?.stop());

  it('is what it says it is', async () => {
    type Versions = Record<'serverVersion' | 'clientVersion', { gitVersion: string }>;
    const { serverVersion, clientVersion } = await json<Versions>(['version', '-o', 'json']);
    assert.deepEqual([serverVersion.gitVersion, clientVersion.gitVersion], ['v1.37.2', 'v1.37.2']);
    const nodes = await lab.kubectl(['get', 'nodes', '-o', 'jsonpath={.items[*].status.nodeInfo.kubeletVersion}']);
    assert.equal(nodes, 'v1.37.2 v1.37.2');
  });

  it('scales a deployment on the CPU that its containers really use, up and down', async () => {
    await lab.setLoad('default', 'app=burner', 240);
    await lab.waitFor('240m need at least 3 pods at 80m', async () => await replicas() >= 3, 270_000);
    const used = await lab.waitFor('their usage adds up', async () => {
      const top = await lab.kubectl(['top', 'pods', '--selector', 'app=burner', '--no-headers']);
      const total = [...top.matchAll(/ (\d+)m /g)].reduce((sum, [, millicores]) => sum + Number(millicores), 0);
      return total > 170 && total < 290 && total;
    }, 180_000);
    console.log(`240m wanted, ${used}m measured`);
    await lab.setLoad('default', 'app=burner', 10);
    await lab.waitFor('10m need 1 pod', async () => await replicas() === 1, 270_000);
  });

  it('runs commands in containers and reads their logs', async () => {
    assert.match(await lab.kubectl(['logs', 'deployment/burner']), /listening on :8080/);
    const metricsServer = ['-n', 'kube-system', 'deployment/metrics-server'];
    const text = await lab.kubectl(['exec', ...metricsServer, '--', '/metrics-server', '--version']);
    assert.equal(text.trim(), 'v0.9.0');
  });

  it('makes users who may do this and nothing else', async () => {
    const rules = [{ apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: ['list'] }];
    const kubeconfig = await lab.user('looker', rules, 'default');
    assert.match(await lab.kubectl([`--kubeconfig=${kubeconfig}`, 'get', 'hpa', '-n', 'default', '-o', 'name']), /burner/);
    await assert.rejects(lab.kubectl([`--kubeconfig=${kubeconfig}`, 'get', 'pods', '-n', 'default']), isForbidden);
    await assert.rejects(lab.kubectl([`--kubeconfig=${kubeconfig}`, 'get', 'hpa', '-n', 'kube-system']), isForbidden);
  });

  it('keeps its data when the API server goes away and comes back', async () => {
    await lab.apiServer.stop();
    await assert.rejects(lab.kubectl(['get', 'nodes']), /refused/);
    await lab.apiServer.start();
    assert.match(await lab.kubectl(['get', 'hpa', 'burner', '-o', 'name']), /burner/);
    await lab.metricsServer.untilAvailable();
  });

  it('shows what it is like without metrics-server', async () => {
    await lab.metricsServer.stop();
    await lab.waitFor('the Metrics API is gone', async () =>
      lab.kubectl(['top', 'nodes']).then(() => false, error => /not available|unable to handle/.test(messageOf(error))), 180_000);
    await lab.metricsServer.start();
    await lab.metricsServer.untilAvailable();
  });

  async function replicas(): Promise<number> {
    const { status } = await json<{ status: { replicas?: number } }>(['get', 'deployment', 'burner', '-o', 'json']);
    return status.replicas ?? 0;
  }

  async function json<T>(args: readonly string[]): Promise<T> {
    return JSON.parse(await lab.kubectl(args)) as T;
  }
});

function isForbidden(error: unknown): boolean {
  return error instanceof CommandError && /forbidden/i.test(error.output);
}
