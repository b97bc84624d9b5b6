import type { MovingLoad } from './loadMover.js';
import type { LoadShape } from './loadShape.js';
import type { Scene, SceneName } from './scene.js';
import { serveQueue } from './queue.js';

const shopFiles = ['namespace', 'web', 'api', 'cart', 'cache', 'worker', 'batch'].map(name => `shop/${name}.yaml`);

/** Together at most 516 millicores: two cores have to carry the control plane and an editor too. */
const shopLoads = [
  load('web', { kind: 'wave', low: 40, high: 240, periodSeconds: 360 }),
  load('api', { kind: 'steady', millicores: 116 }),
  load('cart', { kind: 'pulse', base: 30, peak: 160, peakSeconds: 60, periodSeconds: 600 }),
];

/** Six autoscalers of different fates. */
const shop = { manifests: shopFiles, loads: shopLoads, prepare: serveQueue };

/** All scenes. Each can follow any other on the same lab. */
export const scenes: Readonly<Record<SceneName, Scene>> = {
  'healthy': {
    ...shop,
    title: 'A small shop under a moving load',
    describe: 'web follows its load, api is steady within the tolerance, cart is held by its stabilization window, '
      + 'cache is at maxReplicas, worker wants a metric that nobody serves, batch is scaled to zero.',
    metricsServer: 'working',
  },
  'no-metrics-server': {
    ...shop,
    title: 'A cluster without metrics-server',
    describe: 'The same shop, but metrics.k8s.io is not registered: nothing that asks for cpu or memory can scale.',
    metricsServer: 'absent',
  },
  'kubelet-x509': {
    ...shop,
    title: 'metrics-server does not accept the kubelets’ certificates',
    describe: 'metrics-server as the official chart installs it: the kubelets’ own certificates carry no IP address, '
      + 'so every scrape fails and it never becomes ready.',
    metricsServer: 'strict',
  },
  'hpa-unknown': {
    title: 'An HPA that shows <unknown>',
    describe: 'The target’s container requests no CPU, so utilization cannot be computed.',
    metricsServer: 'working',
    manifests: ['shop/namespace.yaml', 'hpa-unknown/web.yaml'],
    loads: [load('web', { kind: 'steady', millicores: 100 })],
  },
  'hpa-at-max': {
    title: 'An HPA that wants more than maxReplicas',
    describe: 'Three pods, as many as allowed, and still twice the target: ScalingLimited is True.',
    metricsServer: 'working',
    manifests: ['shop/namespace.yaml', 'hpa-at-max/web.yaml'],
    loads: [load('web', { kind: 'steady', millicores: 180 })],
  },
  'forbidden': {
    ...shop,
    title: 'A user who may see next to nothing',
    describe: 'The shop, seen by somebody who may list pods in its namespace and no autoscalers, nodes or metrics.',
    metricsServer: 'working',
    async prepare(lab, onLeave) {
      await serveQueue(lab, onLeave);
      return lab.user('trainee', [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }], 'shop');
    },
  },
  'api-down': {
    ...shop,
    title: 'The API server is down',
    describe: 'The shop, and then nobody answers at the API server’s address.',
    metricsServer: 'working',
    async prepare(lab, onLeave) {
      await serveQueue(lab, onLeave);
      await lab.apiServer.stop();
      onLeave(() => lab.apiServer.start());
      return undefined;
    },
  },
  'empty': {
    title: 'A cluster without autoscalers',
    describe: 'metrics-server works, and there is no HPA.',
    metricsServer: 'working',
    manifests: [],
    loads: [],
  },
};

function load(app: string, shape: LoadShape): MovingLoad {
  return { namespace: 'shop', selector: `app=${app}`, shape };
}
