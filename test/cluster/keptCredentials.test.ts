import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { KubeconfigUser } from '../../src/cluster/kubeconfig/kubeconfigTypes.js';
import { KubeClient } from '../../src/cluster/kubeClient.js';
import { createAuthority, type Authority } from '../lab/pki.js';
import { clusterAccess } from '../helpers/clusterAccess.js';
import { temporaryFolder } from '../helpers/temporaryFolder.js';

const { signal } = new AbortController();

/** What a server saw of a request. */
interface Seen {
  readonly authorization: string | undefined;
  readonly groups: readonly string[];
  readonly extra: readonly string[];
  readonly commonName: string | undefined;
}

describe('the credentials that a server sees', () => {
  const folder = temporaryFolder();
  let authority: Authority;
  let server: Server;
  let client: KubeClient;
  let status = 200;
  const seen: Seen[] = [];

  beforeAll(async () => {
    authority = await createAuthority('ca');
    const pair = await authority.issue({ commonName: 'server', subjectAltNames: ['127.0.0.1'] });
    const tls = { cert: pair.certificatePem, key: pair.keyPem, requestCert: true, rejectUnauthorized: false };
    server = createServer(tls, (request, response) => {
      const socket = request.socket as TLSSocket;
      seen.push({
        authorization: request.headers.authorization,
        groups: request.headersDistinct['impersonate-group'] ?? [],
        extra: request.headersDistinct['impersonate-extra-example.com%2fscope%25'] ?? [],
        commonName: socket.getPeerCertificate().subject?.CN as string | undefined,
      });
      response.statusCode = status;
      status = 200;
      response.end('{}');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    client.dispose();
    seen.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  function connect(user: Partial<KubeconfigUser>): void {
    const { port } = server.address() as AddressInfo;
    const cluster = { certificateAuthorityData: authority.certificatePem };
    client = new KubeClient(clusterAccess(`https://127.0.0.1:${port}`, user, cluster));
  }

  it('a token file that has changed counts as soon as the old token is refused', async () => {
    const tokenFile = folder.file('token', 'one');
    connect({ tokenFile });
    await client.get('/x', signal);
    folder.file('token', 'two');
    status = 401;
    await client.get('/x', signal);
    assert.deepEqual(seen.map(({ authorization }) => authorization), ['Bearer one', 'Bearer one', 'Bearer two']);
  });

  it('a client certificate that has changed on disk counts as soon as the old one is refused', async () => {
    const write = async (commonName: string): Promise<void> => {
      const { certificatePem, keyPem } = await authority.issue({ commonName });
      folder.file('me.crt', certificatePem);
      folder.file('me.key', keyPem);
    };
    await write('one');
    connect({ clientCertificate: `${folder.path}/me.crt`, clientKey: `${folder.path}/me.key` });
    await client.get('/x', signal);
    await write('two');
    await client.get('/x', signal); // read a moment ago
    status = 401;
    await client.get('/x', signal);
    assert.deepEqual(seen.map(({ commonName }) => commonName), ['one', 'one', 'one', 'two']);
  });

  it('each group and each value of an extra has its own header, and a key is escaped', async () => {
    const extra = { 'example.com/scope%': ['a', 'b'] };
    connect({ token: 't', impersonate: { user: 'jane', uid: '', groups: ['x', 'y, z'], extra } });
    await client.get('/x', signal);
    assert.deepEqual(seen.map(({ groups, extra: values }) => [groups, values]), [[['x', 'y, z'], ['a', 'b']]]);
  });
});
