import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'vitest';
import { ClusterError } from '../../src/base/errors.js';
import { KubeClient } from '../../src/cluster/kubeClient.js';
import { clusterAccess } from '../helpers/clusterAccess.js';

const { signal } = new AbortController();
const line = (type: string, object: unknown): string => `${JSON.stringify({ type, object })}\n`;
const added = line('ADDED', { metadata: { name: 'web', resourceVersion: '2' } });

/**
 * A small server stands in for the API server where that one cannot be made to answer so: half lines, streams that stay
 * open after their last word. The suite on the lab asks the real one.
 */
describe('KubeClient', () => {
  let server: Server;
  let client: KubeClient;

  afterEach(() => {
    client.dispose();
    server.closeAllConnections();
    server.close();
  });

  async function connect(listener: RequestListener, token = 'secret'): Promise<void> {
    server = createServer(listener);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = new KubeClient(clusterAccess(`http://127.0.0.1:${port}`, { token }));
  }

  const watchWith = (...parts: string[]): RequestListener => (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    parts.forEach(part => response.write(part)); // and no end: the stream stays open
  };

  async function codeOf(run: () => Promise<unknown>): Promise<string> {
    try {
      await run();
    } catch (error) {
      return error instanceof ClusterError ? error.code : String(error);
    }
    return 'nothing was thrown';
  }

  async function readWatch(): Promise<string[]> {
    const types: string[] = [];
    for await (const { type } of await client.openWatch('/x', '1', signal)) {
      types.push(type);
    }
    return types;
  }

  it('ends a watch at an ERROR of code 410 though the stream stays open, and hurts nobody else', async () => {
    await connect(watchWith(added, line('ERROR', { kind: 'Status', code: 410, message: 'too old' })));
    assert.equal(await codeOf(readWatch), 'gone');
    await new Promise(resolve => setTimeout(resolve, 50)); // an error that nobody hears would fail the run here
  });

  it('takes half a line for a cut', async () => {
    await connect((_request, response) => {
      response.writeHead(200);
      response.write(`${added}{"type":"ADD`);
      setTimeout(() => response.end(), 20);
    });
    assert.equal(await codeOf(readWatch), 'unreachable');
  });

  const answers: [status: number, body: string, code: string][] = [
    [401, 'Unauthorized', 'unauthorized'],
    [403, '{"message":"hpas is forbidden"}', 'forbidden'],
    [404, '404 page not found', 'notFound'],
    [503, '', 'unavailable'],
    [200, '<html>', 'badResponse'],
  ];
  for (const [status, body, code] of answers) {
    it(`${status} ${body} is ${code}, and tells no secret`, async () => {
      await connect((_request, response) => response.writeHead(status).end(body));
      await assert.rejects(client.get('/x', signal), (error: unknown) =>
        error instanceof ClusterError && error.code === code && !error.message.includes('secret'));
    });
  }

  it('requests at the same time share their credentials', async () => {
    await connect((_request, response) => response.end('{}'));
    await Promise.all([1, 2, 3].map(() => client.get('/x', signal)));
  });

  it('a list whose items are null is empty', async () => {
    await connect((_request, response) => response.end('{"items":null}'));
    for await (const page of client.list('/x', signal)) {
      assert.deepEqual(page.items ?? [], []);
    }
  });
});
