import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { observe, readHpa } from '../../../src/cluster/decision/observe.js';
import { readController } from '../../../src/cluster/decision/readController.js';
import { KubeClient } from '../../../src/cluster/kubeClient.js';
import { kubeconfigFor } from '../../../src/cluster/kubeconfig.js';
import { decideReplicas } from '../../../src/core/hpa/decision.js';
import { ScriptedApi } from '../../helpers/scriptedApi.js';

const scalePath = '/apis/apps/v1/namespaces/shop/deployments/web/scale';
const metricsPath = '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods?labelSelector=app=web';
const signal = new AbortController().signal;

describe('an observation', () => {
  let api: ScriptedApi;
  let client: KubeClient;

  beforeAll(async () => {
    api = await ScriptedApi.listen();
    client = new KubeClient(kubeconfigFor({ kubeconfigFiles: [api.kubeconfig] }));
    api.set('/version', { document: { gitVersion: 'v1.37.0' } });
    api.set('/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web', { document: {
      metadata: { name: 'web', namespace: 'shop', uid: 'u', annotations: { secret: 'hunter2' } },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 9,
        metrics: [{
          type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
        }],
      },
    } });
    api.set(scalePath, { document: {
      kind: 'Scale', apiVersion: 'autoscaling/v1', metadata: { name: 'web', annotations: { secret: 'hunter2' } },
      spec: { replicas: 1 }, status: { replicas: 1, selector: 'app=web' },
    } });
    api.set('/api/v1/namespaces/shop/pods?labelSelector=app=web', { items: [{
      metadata: { name: 'web-0', namespace: 'shop', labels: { app: 'web' }, annotations: { secret: 'hunter2' } },
      spec: {
        volumes: [{ name: 'hunter2' }],
        containers: [{
          name: 'app', env: [{ name: 'PASSWORD', value: 'hunter2' }], resources: { requests: { cpu: '100m' } },
        }],
      },
      status: {
        phase: 'Running', startTime: '2020-01-01T00:00:00Z',
        conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2020-01-01T00:00:00Z' }],
      },
    }] });
    api.set(metricsPath, { document: {
      kind: 'PodMetricsList', apiVersion: 'metrics.k8s.io/v1beta1', items: [{
        metadata: { name: 'web-0', namespace: 'shop', annotations: { secret: 'hunter2' } },
        timestamp: new Date().toISOString(), window: '15s', containers: [{ name: 'app', usage: { cpu: '200m' } }],
      }],
    } });
  });
  afterAll(() => {
    client.dispose();
    api.close();
  });

  const look = async () => {
    const hpa = await readHpa(client, { namespace: 'shop', name: 'web' }, signal);
    const { config, isPodSeen } = await readController(client, hpa, {}, signal);
    return { config, isPodSeen, observation: await observe(client, { hpa, config }, signal) };
  };

  it('has what the decision asks for, and nothing that could hold a secret', async () => {
    const { config, observation, isPodSeen } = await look();
    assert.deepEqual(Object.keys(observation.responses), [
      `GET ${scalePath}`, `GET ${metricsPath.replace('app=web', 'app%3Dweb')}`,
    ]);
    const { decision } = decideReplicas(config, new Map(), observation);
    assert.deepEqual([decision.currentReplicas, decision.desiredReplicas], [1, 4]);
    const text = JSON.stringify(observation, (_, value: unknown) => typeof value === 'bigint' ? String(value) : value);
    assert.doesNotMatch(text, /hunter2|PASSWORD/);
    assert.equal(isPodSeen, false);
  });

  it('asks for nothing twice', async () => {
    const before = api.asked.length;
    await look();
    const asked = api.asked.slice(before);
    assert.equal(new Set(asked).size, asked.length, asked.join('\n'));
  });

  it('keeps a failure that everybody gets, as an answer', async () => {
    api.set(metricsPath, { status: 503, message: 'the server is currently unable to handle the request' });
    const { config, observation } = await look();
    const { decision } = decideReplicas(config, new Map(), observation);
    assert.equal(decision.conditions.find(({ type }) => type === 'ScalingActive')?.reason, 'FailedGetResourceMetric');
  });

  it('is none when only we may not read: the controller may', async () => {
    api.set(metricsPath, { status: 403, message: 'pods.metrics.k8s.io is forbidden' });
    await assert.rejects(look(), { code: 'forbidden' });
  });
});
