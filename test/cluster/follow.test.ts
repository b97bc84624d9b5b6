import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { ClusterError } from '../../src/base/errors.js';
import type { Row, RowsEvent } from '../../src/cluster/clusterConnection.js';
import { follow, type Follower } from '../../src/cluster/follow.js';

const forever = (signal: AbortSignal): Promise<never> => new Promise((_resolve, reject) => {
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
});
const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 20));

/** Follows with the given passes, one after the other, and collects what is told. */
function collect(...passes: Follower<Row>[]): { events: RowsEvent<Row>[]; subscription: ReturnType<typeof follow> } {
  const events: RowsEvent<Row>[] = [];
  let pass = 0;
  const subscription = follow<Row>((sink, signal) => {
    pass += 1;
    return passes[pass - 1]?.(sink, signal) ?? forever(signal);
  }, event => events.push(event));
  return { events, subscription };
}

describe('follow', () => {
  it('removes what a later pass no longer finds', async () => {
    const { events, subscription } = collect(
      async sink => {
        sink.changed([{ id: 'a' }, { id: 'b' }], []);
        sink.complete(new Set(['a', 'b']));
        throw new ClusterError('unreachable', 'gone');
      },
      async (sink, signal) => {
        sink.changed([{ id: 'b' }], []);
        sink.complete(new Set(['b']));
        return forever(signal);
      },
    );
    await settle();
    subscription.retry();
    await settle();
    subscription.dispose();
    const seen = events.map(event => (
      event.kind === 'changed' ? [event.rows.map(r => r.id), event.removed] : event.kind
    ));
    assert.deepEqual(seen, [
      [['a', 'b'], []], 'synced', 'failed', [['b'], []], [[], ['a']], 'synced',
    ]);
  });

  it('says when it tries again, later each time, and retries at once when asked', async () => {
    const failing: Follower<Row> = async () => { throw new ClusterError('unreachable', 'no'); };
    const { events, subscription } = collect(failing, failing, failing);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await settle();
      const failed = events.at(-1);
      waits.push(failed?.kind === 'failed' ? failed.retryAtMs - Date.now() : NaN);
      subscription.retry();
    }
    subscription.dispose();
    assert.equal(events.filter(({ kind }) => kind === 'failed').length, 3);
    [1000, 2000, 4000].forEach((ms, index) => {
      const wait = waits[index] ?? NaN;
      assert.ok(wait > ms * 0.9 - 500 && wait <= ms * 1.1, `${wait} is not about ${ms}`);
    });
  });

  it('waits at least as long as the server asks', async () => {
    const { events, subscription } = collect(async () => {
      throw new ClusterError('throttled', 'slow down', { retryAfterSeconds: 20 });
    });
    await settle();
    subscription.dispose();
    const [failed] = events;
    assert.ok(failed?.kind === 'failed' && failed.retryAtMs - Date.now() > 19_000);
  });

  it('is silent after its end', async () => {
    const { events, subscription } = collect(async (sink, signal) => {
      await forever(signal).catch(() => undefined);
      sink.changed([{ id: 'late' }], []);
      throw new Error('late');
    });
    await settle();
    subscription.dispose();
    await settle();
    assert.deepEqual(events, []);
  });
});
