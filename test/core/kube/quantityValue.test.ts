import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { milliValue, value } from '../../../src/core/kube/quantityValue.js';
import { quantityOf } from '../../helpers/quantityOf.js';

const cases: [text: string, why: string, milli: bigint, whole: bigint][] = [
  ['123456789n', 'is rounded up', 124n, 1n],
  ['-1500u', 'a short one is rounded away from zero', -2n, -1n],
  ['-1.5Ki', 'is exact', -1536_000n, -1536n],
  ['-1.0001Ki', 'a long negative one is cut and then raised once more', -1024_101n, -1023n],
  ['1Gi', 'is bytes', 1073741824_000n, 1073741824n],
  ['10000000000000001', 'a short one wraps when upstream scales it at once', -8446744073709550616n, 10000000000000001n],
  ['1e16', 'a short one overflows to zero when upstream scales it step by step', 0n, 10n ** 16n],
  ['9E', 'and so does this', 0n, 9n * 10n ** 18n],
  ['1e20', 'and in whole units, too', 0n, 0n],
  ['9223372036854775807', 'a long one wraps', -1000n, 9223372036854775807n],
  ['9223372036854775808m', 'a long one wraps', -(2n ** 63n), 9223372036854776n],
  ['8Ei', 'is capped before it is scaled', -1000n, 9223372036854775807n],
];

describe('milliValue and value', () => {
  for (const [text, why, milli, whole] of cases) {
    it(`${text} ${why}`, () => {
      assert.equal(milliValue(quantityOf(text)), milli);
      assert.equal(value(quantityOf(text)), whole);
    });
  }
});
