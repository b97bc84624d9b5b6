import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { ClusterProblem } from '../../../src/base/errors.js';
import { PENDING, mapSeen, problemOf, seen, unseen, valueOf } from '../../../src/core/kube/seen.js';

const forbidden: ClusterProblem = {
  code: 'forbidden', message: 'nodes is forbidden', access: { verb: 'list', group: '', resource: 'nodes' },
};

describe('unseen', () => {
  it('names the missing right', () =>
    assert.deepEqual(unseen(forbidden), { kind: 'unseen', why: 'forbidden (list nodes)', problem: forbidden }));
  it('says what the cluster said where no right is known', () => assert.equal(
    unseen({ code: 'forbidden', message: 'forbidden: User "b" cannot get path "/metrics"' }).why,
    'forbidden: User "b" cannot get path "/metrics"',
  ));
  it('else says what the cluster said', () =>
    assert.equal(unseen({ code: 'unavailable', message: 'etcd is busy' }).why, 'etcd is busy'));
  it('stays unseen whatever is made of it', () => {
    const hidden = unseen(forbidden);
    assert.equal(mapSeen(hidden, () => 1), hidden);
    assert.deepEqual([valueOf(hidden), problemOf(hidden)], [undefined, forbidden]);
  });
});

describe('seen', () => {
  it('may be out of date, whatever is made of it', () => {
    const old = mapSeen(seen([1, 2], forbidden), list => list.length);
    assert.deepEqual([valueOf(old), problemOf(old)], [2, forbidden]);
  });
  it('has no problem when there is none', () => assert.deepEqual(seen(1), { kind: 'seen', value: 1 }));
  it('is not what is awaited', () => assert.deepEqual([valueOf(PENDING), problemOf(PENDING)], [undefined, undefined]));
});
