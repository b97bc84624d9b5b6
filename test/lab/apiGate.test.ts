import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { ApiGate } from './apiGate.js';
import type { Status } from './gateFaults.js';
import { createAuthority } from './pki.js';

/** An API server as far as a gate can tell: lists, endless watches, echo, an upgrade. */
describe('ApiGate', () => {
  let server: Server;
  let gate: ApiGate;
  let ca: string;
  const watches = new Set<ServerResponse>();

  beforeAll(async () => {
    const authority = await createAuthority('lab-ca');
    ca = authority.certificatePem;
    const pair = await authority.issue({ commonName: 'server', subjectAltNames: ['127.0.0.1'] });
    server = createServer({ cert: pair.certificatePem, key: pair.keyPem }, answer);
    server.on('upgrade', (upgradeRequest, socket, head) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
      socket.write(head);
      socket.pipe(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    gate = await ApiGate.listen({ upstream: { server: `https://127.0.0.1:${port}`, ca, token: 't' }, pair });
  });
  afterEach(() => {
    gate.clear();
    gate.forgetRequests();
  });
  afterAll(async () => {
    await gate.close();
    server.closeAllConnections();
    server.close();
  });

  function answer(from: IncomingMessage, to: ServerResponse): void {
    if (from.url?.includes('watch=true')) {
      to.writeHead(200, { 'Content-Type': 'application/json' });
      to.write('{"type":"ADDED","object":{}}\n');
      watches.add(to);
      to.once('close', () => watches.delete(to));
    } else if (from.method === 'POST') {
      to.writeHead(201, { 'X-Auth': from.headers.authorization ?? '' });
      from.pipe(to);
    } else {
      to.end('{"metadata":{"resourceVersion":"500"}}');
    }
  }

  it('passes requests and bodies on as they are', async () => {
    const echoed = await ask('/api/v1/namespaces', { method: 'POST', body: 'x'.repeat(300_000) });
    assert.equal(echoed.status, 201);
    assert.equal(echoed.body.length, 300_000);
    assert.equal(echoed.headers['x-auth'], 'Bearer abc');
  });

  it('passes a watch on line by line and counts its bytes while it is open', async () => {
    const watch = await open('/api/v1/pods?watch=true&resourceVersion=400');
    const lines = watch.response.setEncoding('utf8')[Symbol.asyncIterator]();
    assert.equal((await lines.next()).value, '{"type":"ADDED","object":{}}\n');
    [...watches][0]?.write('{"type":"MODIFIED","object":{}}\n');
    assert.equal((await lines.next()).value, '{"type":"MODIFIED","object":{}}\n');
    const [record] = gate.requests();
    assert.deepEqual(
      [record?.method, record?.path, record?.status, record?.bytes, record?.open],
      ['GET', '/api/v1/pods?watch=true&resourceVersion=400', 200, 61, true],
    );
    watch.sent.destroy();
    await until(() => watches.size === 0, 'the watch upstream ends with its client');
    assert.equal(gate.requests()[0]?.open, false);
  });

  it('passes an upgrade on, both ways', async () => {
    const sent = request(`${gate.url}/exec`, { ca, agent: false, headers: { Connection: 'Upgrade', Upgrade: 'echo' } });
    sent.on('error', () => undefined);
    sent.end();
    const [, socket] = await once(sent, 'upgrade') as [IncomingMessage, Socket];
    socket.write('hello');
    const [back] = await once(socket, 'data') as [Buffer];
    assert.equal(String(back), 'hello');
    socket.destroy();
    assert.equal(gate.requests()[0]?.status, 101);
  });

  it('resets, and only what matches', async () => {
    await gate.set({ kind: 'reset', paths: /^\/apis\/autoscaling/ });
    await assert.rejects(ask('/apis/autoscaling/v2/horizontalpodautoscalers'), { code: 'ECONNRESET' });
    assert.equal((await ask('/api/v1/pods')).status, 200);
    gate.clear();
    assert.equal((await ask('/apis/autoscaling/v2/horizontalpodautoscalers')).status, 200);
  });

  const codes = [[429, 'TooManyRequests'], [500, 'InternalError'], [503, 'ServiceUnavailable']] as const;
  for (const [code, reason] of codes) {
    it(`answers ${code} with a Status`, async () => {
      await gate.set({ kind: 'status', code, retryAfterSeconds: 7 });
      const { status, body, headers } = await ask('/api/v1/pods');
      assert.equal(status, code);
      assert.equal(headers['retry-after'], '7');
      const { kind, ...rest } = JSON.parse(body) as Status;
      assert.deepEqual([kind, rest.reason, rest.code], ['Status', reason, code]);
      assert.equal(gate.requests()[0]?.status, code);
    });
  }

  it('is slow', async () => {
    await gate.set({ kind: 'slow', delayMs: 200 });
    const beforeMs = performance.now();
    assert.equal((await ask('/api/v1/pods')).status, 200);
    assert.ok(performance.now() - beforeMs >= 199);
  });

  it('ends open watches with 410 and refuses to start before that', async () => {
    const watch = await open('/api/v1/pods?watch=true&resourceVersion=400');
    await gate.set({ kind: 'watchGone' });
    const last = (await text(watch.response)).trim().split('\n').at(-1) ?? '';
    const { type, object } = JSON.parse(last) as ErrorEvent;
    assert.deepEqual([type, object.code, object.reason], ['ERROR', 410, 'Expired']);

    const again = await ask('/api/v1/pods?watch=true&resourceVersion=499');
    assert.deepEqual([again.status, (JSON.parse(again.body) as ErrorEvent).object.reason], [200, 'Expired']);
    const fresh = await open('/api/v1/pods?watch=true&resourceVersion=500');
    fresh.sent.destroy();
    await gate.set({ kind: 'watchGone', answer: 'status' });
    assert.equal((await ask('/api/v1/pods?watch=true&resourceVersion=499')).status, 410);
  });

  it('cuts open watches once', async () => {
    const watch = await open('/api/v1/pods?watch=true');
    const other = await open('/api/v1/nodes?watch=true');
    await gate.set({ kind: 'dropWatches', paths: /pods/ });
    await assert.rejects(text(watch.response), { code: 'ECONNRESET' });
    assert.equal(other.response.readableEnded, false);
    const next = await open('/api/v1/pods?watch=true');
    assert.equal(next.response.statusCode, 200);
    next.sent.destroy();
    other.sent.destroy();
  });

  function open(path: string, options: { method?: string; body?: string } = {}) {
    return new Promise<{ sent: ReturnType<typeof request>; response: IncomingMessage }>((resolve, reject) => {
      const headers = { Authorization: 'Bearer abc' };
      const sent = request(`${gate.url}${path}`, { ca, agent: false, method: options.method ?? 'GET', headers });
      sent.on('response', response => resolve({ sent, response }));
      sent.on('error', reject);
      sent.end(options.body);
    });
  }

  async function ask(path: string, options: { method?: string; body?: string } = {}) {
    const { response } = await open(path, options);
    return { status: response.statusCode, body: await text(response), headers: response.headers };
  }
});

interface ErrorEvent {
  readonly type: string;
  readonly object: Status;
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (const endMs = Date.now() + 2000; !condition();) {
    assert.ok(Date.now() < endMs, what);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
