import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import type { CollectionTarget, Collections, RowsEvent } from '../../src/cluster/clusterConnection.js';
import { LiveConnection } from '../../src/cluster/liveConnection.js';
import { createAuthority, type Authority } from '../lab/pki.js';
import { temporaryFolder } from '../helpers/temporaryFolder.js';
import { until } from '../helpers/until.js';

/** Before the attempt that would have come by itself. */
const SOONER_MS = 6_500;

/** A kubeconfig that changes while somebody follows: against a server that knows one token. */
describe('a kubeconfig that changes', () => {
  const folder = temporaryFolder();
  let authority: Authority;
  let server: Server;
  let connection: LiveConnection;
  let goodToken = 'good';
  const asked: string[] = [];

  beforeAll(async () => {
    authority = await createAuthority('ca');
    const pair = await authority.issue({ commonName: 'server', subjectAltNames: ['127.0.0.1'] });
    server = createServer({ cert: pair.certificatePem, key: pair.keyPem }, (request, response) => {
      const { authorization = '' } = request.headers;
      asked.push(authorization);
      response.statusCode = authorization === `Bearer ${goodToken}` ? 200 : 401;
      if (request.url?.includes('watch=true') && response.statusCode === 200) {
        response.write(''); // and stays open
        response.flushHeaders();
        return;
      }
      response.end(response.statusCode === 200 ? '{"metadata":{"resourceVersion":"1"},"items":[]}' : 'Unauthorized');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    goodToken = 'good';
    asked.length = 0;
    connection = new LiveConnection();
  });
  afterEach(() => connection.dispose());
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  function write(user: Readonly<Record<string, unknown>>, current = 'c'): string {
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ca = Buffer.from(authority.certificatePem).toString('base64');
    return folder.file('config', JSON.stringify({
      'clusters': [{ name: 'c', cluster: { 'server': url, 'certificate-authority-data': ca } }],
      'users': [{ name: 'u', user }],
      'contexts': ['c', 'd'].map(name => ({ name, context: { cluster: 'c', user: 'u' } })),
      'current-context': current,
    }));
  }

  function follow<Name extends keyof Collections>(
    collection: Name,
    kubeconfig: string,
  ): RowsEvent<Collections[Name]>[] {
    const events: RowsEvent<Collections[Name]>[] = [];
    const target: CollectionTarget = { kubeconfigFiles: [kubeconfig], context: 'c' };
    connection.subscribe(collection, target, event => { events.push(event); });
    return events;
  }

  it('is used at once by those who wait for the next attempt', async () => {
    const events = follow('autoscalers', write({ token: 'bad' }));
    await until('it fails', () => events.filter(({ kind }) => kind === 'failed').length === 4); // and waits for 8 s now
    write({ token: 'good' });
    await until('it is live', () => events.at(-1)?.kind === 'synced', SOONER_MS);
  });

  it('is used at once by those who are live', async () => {
    const events = follow('autoscalers', write({ token: 'good' }));
    await until('the watch is open', () => events.at(-1)?.kind === 'synced' && asked.length === 2);
    goodToken = 'better';
    write({ token: 'better' });
    await until('it is live with the new token', () => asked.filter(token => token === 'Bearer better').length >= 2);
    assert.deepEqual(events.filter(({ kind }) => kind === 'failed'), []);
  });

  it('disturbs nobody when the context says what it said', async () => {
    const events = follow('autoscalers', write({ token: 'good' }));
    await until('the watch is open', () => events.at(-1)?.kind === 'synced' && asked.length === 2);
    write({ token: 'good' }, 'd');
    await new Promise(resolve => setTimeout(resolve, 600));
    assert.equal(asked.length, 2);
  });

  it('a token file that is mended is read at once', async () => {
    const tokenFile = folder.file('token', 'bad');
    const events = follow('autoscalers', write({ tokenFile }));
    await until('it fails', () => events.filter(({ kind }) => kind === 'failed').length === 4);
    folder.file('token', 'good');
    await until('it is live', () => events.at(-1)?.kind === 'synced', SOONER_MS);
  });

  it('sends its contexts anew, and says when it cannot be read', async () => {
    const events = follow('kubeconfig', write({ token: 'good' }));
    const current = (): string | undefined => events.flatMap(event => event.kind === 'changed' ? event.rows : [])
      .at(-1)?.currentContext;
    await until('it is there', () => current() === 'c');
    write({ token: 'good' }, 'd');
    await until('another context is current', () => current() === 'd');
    folder.file('config', '{');
    await until('it cannot be read', () => events.at(-1)?.kind === 'failed');
    write({ token: 'good' }, 'c');
    await until('it is mended', () => current() === 'c' && events.at(-1)?.kind === 'synced');
  });
});
