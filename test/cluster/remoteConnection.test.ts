import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { ClusterError } from '../../src/base/errors.js';
import type { ClusterConnection, RowsEvent } from '../../src/cluster/clusterConnection.js';
import { RemoteConnection } from '../../src/cluster/remoteConnection.js';
import { serveConnection } from '../../src/cluster/serveConnection.js';

const target = { kubeconfigFiles: ['/config'] };
const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 20));

/** Stands in for a cluster at the far end; the channel between is a real one. */
class ScriptedConnection implements ClusterConnection {
  readonly log: string[] = [];
  emit: (event: RowsEvent<never>) => void = () => undefined;

  ask(call: string, _input: unknown, signal: AbortSignal): Promise<never> {
    if (call === 'readKubeconfig') {
      return Promise.reject(new ClusterError('kubeconfig', 'no such context'));
    }
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        this.log.push('aborted');
        reject(signal.reason as Error);
      });
    });
  }

  subscribe(
    name: string, _target: unknown, listener: (event: RowsEvent<never>) => void,
  ): ReturnType<ClusterConnection['subscribe']> {
    this.log.push(`subscribe ${name}`);
    this.emit = listener;
    return { retry: () => this.log.push('retry'), dispose: () => this.log.push('dispose') };
  }

  dispose(): void {
    this.log.push('end');
  }
}

describe('RemoteConnection', () => {
  let far: ScriptedConnection;
  let near: RemoteConnection;
  let started: number;

  beforeEach(() => {
    far = new ScriptedConnection();
    started = 0;
    near = new RemoteConnection(() => {
      started += 1;
      const { port1, port2 } = new MessageChannel();
      serveConnection(far, port2);
      return {
        postMessage: message => port1.postMessage(message),
        on: (event, listener) => port1.on(event, listener),
        end: () => port1.close(),
      };
    });
  });
  afterEach(() => near.dispose());

  it('opens the port with the first question, not before', async () => {
    assert.equal(started, 0);
    await near.ask('readKubeconfig', [], new AbortController().signal).catch(() => undefined);
    assert.equal(started, 1);
  });

  it('brings a ClusterError across with its code', async () => {
    await assert.rejects(near.ask('readKubeconfig', [], new AbortController().signal), (error: unknown) =>
      error instanceof ClusterError && error.code === 'kubeconfig' && error.message === 'no such context');
  });

  it('aborts the far end when the near end is aborted', async () => {
    const controller = new AbortController();
    const call = near.ask('listNamespaces', target, controller.signal);
    await settle();
    controller.abort();
    await assert.rejects(call, { name: 'AbortError' });
    await settle();
    assert.deepEqual(far.log, ['aborted']);
  });

  it('hands on events, retry and the end of a subscription', async () => {
    const events: unknown[] = [];
    const subscription = near.subscribe('autoscalers', target, event => events.push(event));
    await settle();
    far.emit({ kind: 'synced', atMs: 1 });
    subscription.retry();
    await settle();
    subscription.dispose();
    far.emit({ kind: 'synced', atMs: 2 });
    await settle();
    assert.deepEqual(events, [{ kind: 'synced', atMs: 1 }]);
    assert.deepEqual(far.log, ['subscribe autoscalers', 'retry', 'dispose']);
  });

  it('tells everyone when the far end is lost, and starts anew when asked again', async () => {
    const kinds: string[] = [];
    near.subscribe('usage', target, event => kinds.push(event.kind));
    const call = near.ask('listNamespaces', target, new AbortController().signal);
    near.lost({ code: 'bug', message: 'the thread died' });
    await assert.rejects(call, /the thread died/);
    assert.deepEqual(kinds, ['failed']);
    await near.ask('readKubeconfig', [], new AbortController().signal).catch(() => undefined);
    assert.equal(started, 2);
  });

  it('takes its subscriptions up again after the far end was lost', async () => {
    const subscription = near.subscribe('usage', target, () => undefined);
    near.subscribe('autoscalers', target, () => undefined);
    await settle();
    near.lost({ code: 'bug', message: 'the thread died' });
    subscription.dispose();
    far.log.length = 0;
    await new Promise(resolve => setTimeout(resolve, 5_200));
    assert.deepEqual(far.log, ['subscribe autoscalers']);
  }, 10_000);
});
