import assert from 'node:assert/strict';
import { it } from 'vitest';
import { Backoff } from '../../src/cluster/backoff.js';

it('waits what the server asks, but not for ever: a timer of more than 24 days would fire at once', () => {
  assert.equal(new Backoff().next(9_999_999), 300_000);
  assert.equal(new Backoff().next(20), 20_000);
});

it('waits no more than about 30 s, and starts again after a success', () => {
  const backoff = new Backoff();
  const waits = Array.from({ length: 12 }, () => backoff.next());
  assert.ok(Math.max(...waits) <= 33_000 && Math.max(...waits) > 26_000);
  backoff.reset();
  assert.ok(backoff.next() <= 1_100);
});
