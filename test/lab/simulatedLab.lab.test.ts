import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startLab, type Lab } from './lab.js';
import { startMetricsAdapter, type RunningAdapter } from './labAdapter.js';
import { startApiGate, type RunningGate } from './labGate.js';

const workload = (name: string, cpu: string, metric: string, more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: default}
spec:
  replicas: 2
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}, annotations: {hpa-scope.lab/cpu: ${cpu}, hpa-scope.lab/memory: 64Mi}}
    spec:
      containers: [{name: app, image: "localhost/burner:1", imagePullPolicy: Never, resources: {requests: {cpu: 100m}}}]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}, namespace: default}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}
  minReplicas: 1
  maxReplicas: 8
  metrics: [${metric}]
  behavior: {scaleDown: {stabilizationWindowSeconds: 0}}
${more}`;
const cpuAt50 = '{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}';

describe('a lab with simulated nodes', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({ nodes: { simulated: 3 }, hpaSyncPeriodSeconds: 3, cpuInitializationPeriodSeconds: 5 });
    await lab.apply(workload('web', '50m', cpuAt50));
  });
  afterAll(() => lab?.stop());

  it('has Ready nodes with addresses of their own and the kubelet’s port', async () => {
    const text = await lab.kubectl(['get', 'nodes', '-o', 'json']);
    const { items } = JSON.parse(text) as { items: Node[] };
    assert.deepEqual(items.map(({ metadata, status }) => [
      metadata.name,
      status.addresses.find(address => address.type === 'InternalIP')?.address,
      status.daemonEndpoints.kubeletEndpoint.Port,
    ]), [['sim-1', '10.99.1.1', 10250], ['sim-2', '10.99.1.2', 10250], ['sim-3', '10.99.1.3', 10250]]);
  });

  it('shows in kubectl top what the annotations say', async () => {
    const top = await lab.waitFor('kubectl top knows both pods', async () => {
      const lines = (await lab.kubectl(['top', 'pods', '--no-headers'])).trim().split('\n');
      return lines.length === 2 && lines;
    }, 180_000);
    for (const line of top) {
      assert.match(line, /^web-\S+\s+(49|50|51)m\s+64Mi\s*$/);
    }
    assert.match(await lab.kubectl(['top', 'nodes', '--no-headers']), /^sim-1\s+\d+m\s+0%\s+\d+Mi/m);
  });

  it('serves logs through the API server', async () => {
    assert.match(await lab.kubectl(['logs', 'deployment/web', '--tail=1']), /using 50m$/m);
  });

  it('scales with a load that the pods share, up and down', async () => {
    await lab.setLoad('default', 'app=web', 300);
    await lab.waitFor('300m are 6 pods', () => replicas('web', 6), 180_000);
    await lab.setLoad('default', 'app=web', 40);
    await lab.waitFor('40m are 1 pod', () => replicas('web', 1), 180_000);
  });

  describe('with the adapter', () => {
    let adapter: RunningAdapter;

    beforeAll(async () => {
      adapter = await startMetricsAdapter(lab);
    });
    afterAll(() => adapter?.stop());

    it('lets the controller scale on a metric of pods', async () => {
      adapter.values.setPods('default', 'rps', { kind: 'total', totalMilli: 30_000 });
      const metric = '{type: Pods, pods: {metric: {name: rps}, target: {type: AverageValue, averageValue: "10"}}}';
      await lab.apply(workload('by-pods', '1m', metric));
      await lab.waitFor('30 requests are 3 pods', () => replicas('by-pods', 3), 180_000);
    });

    it('on a metric of one object, and of the namespace', async () => {
      adapter.values.setObject('default', { resource: 'services', name: 'front' }, 'hits', '40');
      adapter.values.setNamespace('default', 'orders', '20');
      const object = (kind: string, name: string, metric: string) => '{type: Object, object: {'
        + `metric: {name: ${metric}}, describedObject: {apiVersion: v1, kind: ${kind}, name: ${name}}, `
        + 'target: {type: AverageValue, averageValue: "10"}}}';
      const service = `---
apiVersion: v1
kind: Service
metadata: {name: front, namespace: default}
spec: {ports: [{port: 80}]}
`;
      await lab.apply(workload('by-object', '1m', object('Service', 'front', 'hits'), service));
      await lab.apply(workload('by-namespace', '1m', object('Namespace', 'default', 'orders')));
      await lab.waitFor('40 hits are 4 pods', () => replicas('by-object', 4), 180_000);
      adapter.values.setNamespace('default', 'orders', '50');
      await lab.waitFor('50 orders are 5 pods', () => replicas('by-namespace', 5), 180_000);
    });

    it('on an external metric, whose labels count', async () => {
      adapter.values.setExternal('default', 'queue', [
        { labels: { queue: 'mail' }, value: '70' },
        { labels: { queue: 'print' }, value: '700' },
      ]);
      const metric = '{type: External, external: {metric: {name: queue, selector: {matchLabels: {queue: mail}}}, '
        + 'target: {type: AverageValue, averageValue: "10"}}}';
      await lab.apply(workload('by-external', '1m', metric));
      await lab.waitFor('70 are 7 pods', () => replicas('by-external', 7), 180_000);
    });

    it('is read by kubectl get --raw', async () => {
      const path = '/apis/custom.metrics.k8s.io/v1beta1/namespaces/default/services/front/hits';
      const text = await lab.kubectl(['get', '--raw', path]);
      assert.equal((JSON.parse(text) as { items: { value: string }[] }).items[0]?.value, '40');
    });
  });

  describe('behind the gate', () => {
    let gate: RunningGate;
    const through = (args: readonly string[]) => lab.kubectl([`--kubeconfig=${gate.kubeconfig}`, ...args]);

    beforeAll(async () => {
      gate = await startApiGate(lab);
    });
    afterAll(() => gate?.stop());

    it('lets kubectl through and knows what it asked', async () => {
      gate.forgetRequests();
      assert.match(await through(['get', 'hpa', 'web', '--no-headers']), /^web\s+Deployment\/web/);
      const last = gate.requests().at(-1);
      assert.match(last?.path ?? '', /\/apis\/autoscaling\/v2\/namespaces\/default\/horizontalpodautoscalers\/web/);
      assert.match(last?.userAgent ?? '', /^kubectl/);
      assert.ok((last?.bytes ?? 0) > 100, `${last?.bytes} bytes`);
    });

    it('lets logs and watches through', async () => {
      assert.match(await through(['logs', 'deployment/web', '--tail=1']), /using \d+m$/m);
      const watch = spawn(lab.binaries.kubectl, [
        `--kubeconfig=${gate.kubeconfig}`, 'get', 'configmaps', '-n', 'default', '-w', '-o', 'name',
      ], { stdio: ['ignore', 'pipe', 'ignore'] });
      try {
        let seen = '';
        watch.stdout.on('data', (chunk: Buffer) => { seen += chunk.toString(); });
        await lab.waitFor('the watch lists', async () => seen.includes('kube-root-ca'), 60_000);
        await lab.kubectl(['create', 'configmap', 'seen', '-n', 'default']);
        await lab.waitFor('the watch sees it', async () => seen.includes('configmap/seen'), 5000);
      } finally {
        watch.kill();
        await once(watch, 'exit');
      }
    });

    it('fails requests as told, and no longer once cleared', async () => {
      await gate.set({ kind: 'status', code: 503, paths: /horizontalpodautoscalers/ });
      await assert.rejects(through(['get', 'hpa', 'web']), /currently unable to handle the request|ServiceUnavailable/);
      assert.match(await through(['get', 'namespaces', '-o', 'name']), /namespace\/default/);
      await gate.set({ kind: 'reset' });
      await assert.rejects(through(['get', 'namespaces']), /connection reset|EOF/);
      gate.clear();
      assert.match(await through(['get', 'namespaces', '-o', 'name']), /namespace\/default/);
    });
  });

  async function replicas(name: string, want: number): Promise<boolean> {
    return await lab.kubectl(['get', 'deployment', name, '-o', 'jsonpath={.status.readyReplicas}']) === String(want);
  }
});

interface Node {
  readonly metadata: { readonly name: string };
  readonly status: {
    readonly addresses: readonly { readonly type: string; readonly address: string }[];
    readonly daemonEndpoints: { readonly kubeletEndpoint: { readonly Port: number } };
  };
}
