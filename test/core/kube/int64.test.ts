import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { minInt64, truncateToInt64 } from '../../../src/core/kube/int64.js';

describe('truncateToInt64', () => {
  it('cuts toward zero', () => {
    assert.equal(truncateToInt64(99.9), 99n);
    assert.equal(truncateToInt64(-99.9), -99n);
  });

  for (const value of [NaN, Infinity, -Infinity, 2 ** 63, -(2 ** 63), 1e300]) {
    it(`gives -2^63 for ${value}`, () => assert.equal(truncateToInt64(value), minInt64));
  }
});
