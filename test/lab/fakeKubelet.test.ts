import assert from 'node:assert/strict';
import { Agent, request, type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { FakeKubelet, type KubeletBehaviour, type KubeletCertificate } from './fakeKubelet.js';
import { webhookAuthorizer } from './kubeletAuth.js';
import { kubeletServingPairs } from './kubeletCertificates.js';
import { createAuthority, type Authority } from './pki.js';
import { CpuCounter } from './usageModel.js';

// Every 127.x.y.z is an address of the loopback device on Linux, so two nodes need no set-up.
const addresses = { a: '127.77.1.1', b: '127.77.1.2' };
const port = 21_250;
const startedAtMs = Date.now() - 60_000;

/** The API server's side of webhook authentication: one good token, one without rights. */
async function answerReview(_path: string, body: object): Promise<unknown> {
  const spec = (body as { spec: { token?: string; user?: string } }).spec;
  const known = spec.token === 'good' || spec.token === 'nobody';
  return { status: { authenticated: known, user: { username: spec.token }, allowed: spec.user !== 'nobody' } };
}

describe('FakeKubelet', () => {
  let authority: Authority;
  let kubelet: FakeKubelet;

  beforeAll(async () => {
    authority = await createAuthority('lab-ca');
    kubelet = new FakeKubelet({
      port,
      authorize: webhookAuthorizer(answerReview, Date.now),
      servingPair: kubeletServingPairs(authority, Date.now),
      clientCa: authority.certificatePem,
      nowMs: Date.now,
    });
    for (const [name, address] of Object.entries(addresses)) {
      const containers = [{ name: 'app', startedAtMs, cpu: new CpuCounter(startedAtMs, 100), memoryBytes: 1e6 }];
      await kubelet.addNode({
        name,
        address,
        usage: {
          startedAtMs, systemMillicores: 1, systemMemoryBytes: 1e6, housekeepingMs: 0,
          pods: [{ namespace: 'shop', name: `web-on-${name}`, containers }],
        },
        logs: (_namespace, pod) => pod === `web-on-${name}` ? ['one', 'two', 'three'] : undefined,
      });
    }
  });
  afterAll(() => kubelet.close());

  it('serves each node its own pods on its own address', async () => {
    for (const [name, address] of Object.entries(addresses)) {
      const { status, body, headers } = await get(address, '/metrics/resource');
      assert.equal(status, 200);
      assert.match(body, new RegExp(`pod="web-on-${name}"`));
      assert.equal(body.match(/pod="web-on-[^"]*"/g)?.some(pod => !pod.includes(name)), false);
      assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores');
    }
  });

  it('asks who one is and what one may', async () => {
    assert.deepEqual(pick(await get(addresses.a, '/metrics/resource', { headers: {} })), [401, 'Unauthorized']);
    assert.deepEqual(pick(await get(addresses.a, '/metrics/resource', bearer('bad'))), [401, 'Unauthorized']);
    assert.deepEqual(pick(await get(addresses.a, '/metrics/resource', bearer('nobody'))),
      [403, 'Forbidden (user=nobody, verb=get, resource=nodes, subresource(s)=[metrics])\n']);
  });

  it('knows a client certificate of the cluster', async () => {
    const client = await authority.issue({ commonName: 'kube-apiserver-kubelet-client' });
    const stranger = await (await createAuthority('other')).issue({ commonName: 'kube-apiserver-kubelet-client' });
    const path = '/containerLogs/shop/web-on-a/app?tailLines=2';
    const withPair = (pair: typeof client) => ({ cert: pair.certificatePem, key: pair.keyPem, headers: {} });
    assert.deepEqual(pick(await get(addresses.a, path, withPair(client))), [200, 'two\nthree\n']);
    assert.equal((await get(addresses.a, path, withPair(stranger))).status, 401);
    assert.equal((await get(addresses.a, '/containerLogs/shop/none/app', withPair(client))).status, 404);
  });

  const behaviours: [KubeletBehaviour, RegExp][] = [
    [{ kind: 'unauthorized' }, /^401 Unauthorized/],
    [{ kind: 'forbidden' }, /^403 Forbidden \(user=system:serviceaccount:kube-system:metrics-server/],
    [{ kind: 'closed' }, /ECONNREFUSED/],
    [{ kind: 'reset' }, /ECONNRESET/],
    [{ kind: 'body', text: 'node_cpu_usage_seconds_total cut' }, /^200 node_cpu_usage_seconds_total cut$/],
    [{ kind: 'slow', delayMs: 300 }, /^200 # HELP/],
  ];
  for (const [behaviour, want] of behaviours) {
    it(`can be ${behaviour.kind}, on one node alone, and recover`, async () => {
      await kubelet.setBehaviour('a', behaviour);
      const beforeMs = Date.now();
      assert.match(await outcome(addresses.a), want);
      const tookMs = Date.now() - beforeMs;
      assert.equal(tookMs >= 300, behaviour.kind === 'slow', `took ${tookMs} ms`);
      assert.match(await outcome(addresses.b), /^200 # HELP/);
      await kubelet.setBehaviour('a', { kind: 'ok' });
      assert.match(await outcome(addresses.a), /^200 # HELP/);
    });
  }

  const certificates: [KubeletCertificate, RegExp][] = [
    ['no-ip-san', /SELF_SIGNED_CERT_IN_CHAIN|ERR_TLS_CERT_ALTNAME_INVALID/],
    ['unknown-ca', /UNABLE_TO_VERIFY_LEAF_SIGNATURE/],
    ['expired', /CERT_HAS_EXPIRED/],
    ['none', /alert internal error/],
    ['cluster-ca', /^200 # HELP/],
  ];
  for (const [certificate, want] of certificates) {
    it(`can show a certificate that is ${certificate}`, async () => {
      await kubelet.setCertificate('b', certificate);
      assert.match(await outcome(addresses.b), want);
      assert.match(await outcome(addresses.a), /^200/);
    });
  }

  it('cuts connections that are kept alive when the certificate changes', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    assert.equal((await get(addresses.a, '/healthz', { ...bearer('good'), agent })).status, 200);
    await kubelet.setCertificate('a', 'unknown-ca');
    await assert.rejects(get(addresses.a, '/healthz', { ...bearer('good'), agent }));
    await kubelet.setCertificate('a', 'cluster-ca');
    agent.destroy();
  });

  function bearer(token: string): RequestOptions {
    return { headers: { Authorization: `Bearer ${token}` } };
  }

  function get(host: string, path: string, options: RequestOptions = bearer('good')) {
    return new Promise<Answer>((resolve, reject) => {
      const sent = request({ host, port, path, ca: authority.certificatePem, agent: false, ...options }, response => {
        const { statusCode: status = 0, headers } = response;
        text(response).then(body => resolve({ status, body, headers }), reject);
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  async function outcome(host: string): Promise<string> {
    return get(host, '/metrics/resource').then(
      ({ status, body }) => `${status} ${body}`,
      (error: NodeJS.ErrnoException) => `${error.code} ${error.message}`,
    );
  }
});

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

function pick({ status, body }: Answer): [number, string] {
  return [status, body];
}
