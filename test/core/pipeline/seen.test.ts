import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { mapSeen, unseen } from '../../../src/core/pipeline/seen.js';

describe('unseen', () => {
  it('names the missing right', () => assert.deepEqual(
    unseen({
      code: 'forbidden', message: 'nodes is forbidden', access: { verb: 'list', group: '', resource: 'nodes' },
    }),
    { kind: 'unseen', why: 'forbidden (list nodes)' },
  ));
  it('says what the cluster said where no right is known', () => assert.deepEqual(
    unseen({ code: 'forbidden', message: 'forbidden: User "b" cannot get path "/metrics"' }),
    { kind: 'unseen', why: 'forbidden: User "b" cannot get path "/metrics"' },
  ));
  it('else says what the cluster said', () => assert.deepEqual(
    unseen({ code: 'unavailable', message: 'etcd is busy' }), { kind: 'unseen', why: 'etcd is busy' },
  ));
  it('stays unseen whatever is made of it', () => {
    const hidden = { kind: 'unseen', why: 'x' } as const;
    assert.equal(mapSeen(hidden, () => 1), hidden);
  });
});
