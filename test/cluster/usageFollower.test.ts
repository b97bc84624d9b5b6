import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'vitest';
import type { RowsEvent } from '../../src/cluster/clusterConnection.js';
import { follow } from '../../src/cluster/follow.js';
import { KubeClient } from '../../src/cluster/kubeClient.js';
import { followUsage } from '../../src/cluster/usageFollower.js';
import type { UsageRow } from '../../src/core/metrics/usageRow.js';
import { clusterAccess } from '../helpers/clusterAccess.js';

const METRICS = '/apis/metrics.k8s.io/v1beta1';
const timestamp = '2026-01-02T03:04:05Z';
const podWith = (cpu: string, resourceVersion: string): unknown => ({
  metadata: { name: 'web', namespace: 'shop', resourceVersion },
  spec: { containers: [{ name: 'app', resources: { requests: { cpu } } }] },
});
const nodeObject = { metadata: { name: 'n1' }, status: { allocatable: { cpu: '4', memory: '1Gi' } } };

/**
 * A small server stands in for the API server, so that its answers can be held back and counted. The suite on the lab
 * asks the real one.
 */
describe('followUsage', () => {
  let server: Server;
  let client: KubeClient;
  let requests: string[];
  /** Watches that are open, by path. */
  let watches: Map<string, ServerResponse>;
  let answers: Map<string, unknown>;
  let events: RowsEvent<UsageRow>[];
  let subscription: { dispose(): void };

  beforeEach(async () => {
    requests = [];
    watches = new Map();
    events = [];
    answers = new Map<string, unknown>([
      ['/apis/metrics.k8s.io', { versions: [{ version: 'v1beta1' }] }],
      [`${METRICS}/namespaces/shop/pods`, { items: [{
        metadata: { name: 'web', namespace: 'shop' }, timestamp, window: '15s',
        containers: [{ name: 'app', usage: { cpu: '50m', memory: '1Mi' } }],
      }] }],
      [`${METRICS}/nodes`, { items: [{ metadata: { name: 'n1' }, timestamp, window: '15s', usage: { cpu: '1' } }] }],
      ['/api/v1/namespaces/shop/pods', { metadata: { resourceVersion: '1' }, items: [podWith('100m', '1')] }],
      ['/api/v1/nodes', { metadata: { resourceVersion: '1' }, items: [nodeObject] }],
    ]);
    server = createServer(answer);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = new KubeClient(clusterAccess(`http://127.0.0.1:${port}`));
  });
  afterEach(() => {
    subscription.dispose();
    client.dispose();
    server.closeAllConnections();
    server.close();
  });

  function answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    requests.push(url);
    if (searchParams.get('watch') === 'true') {
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      watches.set(pathname, response);
      return;
    }
    const found = answers.get(pathname);
    response.writeHead(found === undefined ? 403 : 200).end(JSON.stringify(found ?? { message: `no ${pathname}` }));
  }

  const start = (): void => {
    subscription = follow(followUsage(client, 'shop'), event => events.push(event));
  };

  /** The newest state of each row, by id. */
  function rows(): ReadonlyMap<string, UsageRow> {
    const known = new Map<string, UsageRow>();
    for (const event of events) {
      if (event.kind === 'changed') {
        event.rows.forEach(row => known.set(row.id, row));
        event.removed.forEach(id => known.delete(id));
      }
    }
    return known;
  }

  function shareOf(id: string): string | undefined {
    const row = rows().get(id);
    const share = row?.kind === 'pod' ? row.cpu.request : row?.kind === 'node' ? row.cpu.allocatable : undefined;
    return share?.kind === 'set' ? share.share : share?.kind;
  }

  async function until(what: string, check: () => boolean): Promise<void> {
    for (const endMs = Date.now() + 5_000; !check();) {
      assert.ok(Date.now() < endMs, `${what}: ${JSON.stringify(events)}`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  it('has samples at once, and shares as soon as it has seen the requests', async () => {
    start();
    await until('samples', () => events.some(({ kind }) => kind === 'synced'));
    assert.equal(shareOf('pod/shop/web'), undefined);
    await until('shares', () => shareOf('pod/shop/web') === '50%' && shareOf('node/n1') === '25%');
    const listed = '/api/v1/namespaces/shop/pods?fieldSelector=status.phase%3DRunning';
    assert.ok(requests.some(url => url.startsWith(listed)));
  });

  it('tells another request without asking for samples again', async () => {
    start();
    await until('the watch', () => watches.has('/api/v1/namespaces/shop/pods'));
    await until('shares', () => shareOf('pod/shop/web') === '50%');
    const asked = requests.length;
    const watch = watches.get('/api/v1/namespaces/shop/pods');
    watch?.write(`${JSON.stringify({ type: 'MODIFIED', object: podWith('100m', '2') })}\n`);
    watch?.write(`${JSON.stringify({ type: 'MODIFIED', object: podWith('200m', '3') })}\n`);
    await until('the new share', () => shareOf('pod/shop/web') === '25%');
    assert.deepEqual(requests.slice(asked), []);
  });

  it('sends nothing for a change that does not show', async () => {
    start();
    await until('the watch', () => watches.has('/api/v1/namespaces/shop/pods'));
    await until('shares', () => shareOf('pod/shop/web') === '50%' && shareOf('node/n1') === '25%');
    const sent = events.length;
    watches.get('/api/v1/namespaces/shop/pods')
      ?.write(`${JSON.stringify({ type: 'MODIFIED', object: podWith('100m', '2') })}\n`);
    await new Promise(resolve => setTimeout(resolve, 800));
    assert.equal(events.length, sent);
  });

  it('has pods without nodes, and says what it may not see', async () => {
    answers.delete(`${METRICS}/nodes`);
    answers.delete('/api/v1/nodes');
    start();
    await until('all is said', () => rows().has('unseen/allocatable') && shareOf('pod/shop/web') === '50%');
    assert.deepEqual([...rows().keys()].sort(), ['pod/shop/web', 'unseen/allocatable', 'unseen/nodes']);
    assert.ok(events.every(({ kind }) => kind !== 'failed'));
  });

  it('has nodes without pods', async () => {
    answers.delete(`${METRICS}/namespaces/shop/pods`);
    answers.delete('/api/v1/namespaces/shop/pods');
    start();
    await until('all is said', () => rows().has('unseen/requests') && shareOf('node/n1') === '25%');
    assert.deepEqual([...rows().keys()].sort(), ['node/n1', 'unseen/pods', 'unseen/requests']);
  });

  it('fails as a whole, and watches nothing, when neither has samples', async () => {
    answers.delete(`${METRICS}/nodes`);
    answers.delete(`${METRICS}/namespaces/shop/pods`);
    start();
    await until('it fails', () => events.some(({ kind }) => kind === 'failed'));
    assert.deepEqual(requests.filter(url => url.startsWith('/api/v1')), []);
  });

  it('ends its watches with the subscription', async () => {
    start();
    await until('the watches', () => watches.size === 2);
    const closed = Promise.all([...watches.values()].map(watch => new Promise(resolve => watch.on('close', resolve))));
    subscription.dispose();
    await closed;
  });
});
