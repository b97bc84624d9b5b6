import assert from 'node:assert/strict';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { AdapterValues } from './adapterValues.js';
import { matchesSelector } from './labelSelector.js';
import { MetricsAdapter } from './metricsAdapter.js';
import { createAuthority, type KeyAndCertificate } from './pki.js';

const nowMs = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const shop = '/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop';

describe('MetricsAdapter', () => {
  const values = new AdapterValues();
  let adapter: MetricsAdapter;
  let ca: string;
  let frontProxy: KeyAndCertificate;
  let someone: KeyAndCertificate;

  beforeAll(async () => {
    const authority = await createAuthority('lab-ca');
    ca = authority.certificatePem;
    frontProxy = await authority.issue({ commonName: 'front-proxy-client' });
    someone = await authority.issue({ commonName: 'someone' });
    adapter = await MetricsAdapter.listen({
      values,
      podNames: async (_namespace, selector) => selector === 'app=web' ? ['web-1', 'web-2'] : [],
      nowMs: () => nowMs,
      pair: await authority.issue({ commonName: 'adapter', subjectAltNames: ['127.0.0.1'] }),
      requestHeaderCa: ca,
      allowedNames: ['front-proxy-client'],
      host: '127.0.0.1',
    });
  });
  afterAll(() => adapter.close());

  it('believes only the front proxy', async () => {
    assert.equal((await get('/apis/custom.metrics.k8s.io/v1beta2', null)).status, 401);
    assert.equal((await get('/apis/custom.metrics.k8s.io/v1beta2', someone)).status, 401);
    assert.equal((await get('/apis/custom.metrics.k8s.io/v1beta2')).status, 200);
  });

  it('is discovered with the metrics it has', async () => {
    values.setPods('shop', 'rps', { kind: 'each', value: '1' });
    values.setExternal('shop', 'queue', []);
    const group = await get('/apis/custom.metrics.k8s.io');
    assert.equal(group.body.preferredVersion.groupVersion, 'custom.metrics.k8s.io/v1beta2');
    const resources = await get('/apis/custom.metrics.k8s.io/v1beta1');
    assert.deepEqual(resources.body.resources, [
      { name: 'pods/rps', singularName: '', namespaced: true, kind: 'MetricValueList', verbs: ['get'] },
    ]);
    assert.equal((await get('/apis/external.metrics.k8s.io/v1beta1')).body.resources[0]?.name, 'queue');
    assert.equal((await get('/apis/external.metrics.k8s.io/v1beta2')).status, 404);
  });

  it('serves a metric of the pods that a selector matches', async () => {
    values.setPods('shop', 'rps', { kind: 'total', totalMilli: 25_000 });
    const { status, body } = await get(`${shop}/pods/%2A/rps?labelSelector=app%3Dweb&metricLabelSelector=verb%3DGET`);
    assert.equal(status, 200);
    assert.equal(body.kind, 'MetricValueList');
    assert.deepEqual(body.items[0], {
      describedObject: { kind: 'Pod', namespace: 'shop', name: 'web-1', apiVersion: '/v1' },
      metric: { name: 'rps', selector: { matchLabels: { verb: 'GET' } } },
      timestamp: '2026-01-02T03:04:05Z',
      value: '12500m',
    });
    assert.equal(body.items.length, 2);
  });

  it('gives each pod its own value and leaves out pods without one', async () => {
    values.setPods('shop', 'lag', { kind: 'byPod', values: { 'web-2': '7' } });
    const { body } = await get(`${shop}/pods/*/lag?labelSelector=app%3Dweb`);
    assert.deepEqual(body.items.map(item => [item.describedObject.name, item.value]), [['web-2', '7']]);
  });

  it('serves a metric of one object, and of the namespace, in the old version too', async () => {
    values.setObject('shop', { resource: 'ingresses.networking.k8s.io', name: 'main' }, 'requests', '300');
    values.setNamespace('shop', 'orders', '12');
    const ingress = await get(`${shop}/ingresses.networking.k8s.io/main/requests`);
    assert.deepEqual([ingress.body.items.length, ingress.body.items[0]?.describedObject.kind], [1, 'Ingress']);
    const namespace = await get('/apis/custom.metrics.k8s.io/v1beta1/namespaces/shop/metrics/orders');
    assert.deepEqual([namespace.body.items[0]?.metricName, namespace.body.items[0]?.value], ['orders', '12']);
    assert.equal(namespace.body.items[0]?.describedObject.namespace, undefined);
  });

  it('serves the external series whose labels match', async () => {
    values.setExternal('shop', 'queue', [
      { labels: { queue: 'mail' }, value: '30' },
      { labels: { queue: 'print' }, value: '4' },
    ]);
    const path = '/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue';
    assert.equal((await get(path)).body.items.length, 2);
    const { body } = await get(`${path}?labelSelector=queue%3Dmail`);
    assert.deepEqual(body.items, [
      { metricName: 'queue', metricLabels: { queue: 'mail' }, timestamp: '2026-01-02T03:04:05Z', value: '30' },
    ]);
  });

  it('does not know what has been taken away', async () => {
    values.setExternal('shop', 'queue', undefined);
    const { status, body } = await get('/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue');
    assert.deepEqual([status, body.reason], [404, 'NotFound']);
    assert.equal((await get(`${shop}/pods/*/nothing?labelSelector=app%3Dweb`)).status, 404);
  });

  function get(path: string, pair: KeyAndCertificate | null = frontProxy) {
    const identity = pair ? { cert: pair.certificatePem, key: pair.keyPem } : {};
    return new Promise<Answer>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: adapter.port, path, ca, agent: false, ...identity }, response => {
        const { statusCode: status = 0 } = response;
        text(response).then(body => resolve({ status, body: JSON.parse(body) as Body }), reject);
      });
      sent.on('error', reject);
      sent.end();
    });
  }
});

describe('matchesSelector', () => {
  const labels = { app: 'web', tier: 'front' };
  const cases: [string, boolean][] = [
    ['', true], ['app=web', true], ['app==web', true], ['app=api', false], ['app!=api', true], ['none!=x', true],
    ['app in (api, web),tier=front', true], ['app notin (web)', false], ['none notin (web)', true],
    ['tier', true], ['!tier', false], ['!none', true], ['none', false],
  ];
  for (const [selector, want] of cases) {
    it(`"${selector}" is ${want}`, () => assert.equal(matchesSelector(selector, labels), want));
  }
  it('refuses what it cannot read', () => assert.throws(() => matchesSelector('a=b=c=(', labels)));
});

interface Item {
  readonly describedObject: { readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly metricName?: string;
  readonly value: string;
}

/** All that the answers of this API can hold; a suite that reads what is not there fails. */
interface Body {
  readonly kind: string;
  readonly reason: string;
  readonly preferredVersion: { readonly groupVersion: string };
  readonly resources: readonly { readonly name: string }[];
  readonly items: readonly Item[];
}

interface Answer {
  readonly status: number;
  readonly body: Body;
}
