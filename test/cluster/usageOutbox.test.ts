import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { Outbox } from '../../src/cluster/usageOutbox.js';

interface Sample {
  readonly id: string;
  readonly cpu: string;
}

const row = (id: string, cpu = '1m'): Sample => ({ id, cpu });
const { signal } = new AbortController();

describe('Outbox', () => {
  function outboxWithLog(): { outbox: Outbox<Sample>; log: string[] } {
    const log: string[] = [];
    const outbox = new Outbox<Sample>({
      changed: (rows, removed) => {
        if (rows.length + removed.length > 0) {
          log.push([...rows.map(({ id, cpu }) => `${id} ${cpu}`), ...removed.map(id => `-${id}`)].join());
        }
      },
      complete: ids => log.push(`complete ${[...ids].join()}`),
    });
    return { outbox, log };
  }

  it('sends what is new or different, and what is gone', async () => {
    const { outbox, log } = outboxWithLog();
    await outbox.send([row('a'), row('b'), row('c')], signal);
    outbox.complete();
    await outbox.send([row('a'), row('b', '2m')], signal);
    outbox.complete();
    await outbox.send([row('a'), row('b', '2m')], signal);
    assert.deepEqual(log, ['a 1m,b 1m,c 1m', 'complete a,b,c', 'b 2m', '-c', 'complete a,b']);
  });

  it('sends many a bit at a time', async () => {
    const { outbox, log } = outboxWithLog();
    await outbox.send(Array.from({ length: 450 }, (_, index) => row(`r${index}`)), signal);
    assert.deepEqual(log.map(line => line.split(',').length), [200, 200, 50]);
  });

  it('stops when nobody listens any more', async () => {
    const { outbox, log } = outboxWithLog();
    const ended = new AbortController();
    const sending = outbox.send(Array.from({ length: 450 }, (_, index) => row(`r${index}`)), ended.signal);
    ended.abort();
    await assert.rejects(sending, { name: 'AbortError' });
    assert.equal(log.length, 1);
  });
});
