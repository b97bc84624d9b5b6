import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { formatQuantity } from '../../../src/core/kube/formatQuantity.js';
import { compareQuantities, sumQuantities } from '../../../src/core/kube/quantityArithmetic.js';
import { quantityOf } from '../../helpers/quantityOf.js';

const sum = (...texts: string[]) => sumQuantities(texts.map(quantityOf));

describe('sumQuantities', () => {
  it('of none is zero', () => assert.equal(formatQuantity(sum()), '0'));
  it('is exact', () => assert.equal(formatQuantity(sum('1', '1n', '250m')), '1250000001n'));
  it('keeps the format of the first that is not zero', () => {
    assert.equal(formatQuantity(sum('0', '1Mi', '1024')), '1025Ki');
    assert.equal(formatQuantity(sum('1024', '1Mi')), '1049600');
  });
  it('becomes a decimal when it leaves int64', () => {
    assert.equal(sum('5E', '4E').form, 'int64');
    assert.equal(sum('9223372036854775800', '1').form, 'decimal');
    assert.equal(sum('999999999999999999', '1n').form, 'decimal');
  });
});

describe('compareQuantities', () => {
  const cases: [first: string, second: string, want: -1 | 0 | 1][] = [
    ['1', '1000m', 0],
    ['1Ki', '1k', 1],
    ['-1', '1n', -1],
    ['9223372036854775807', '8Ei', 0],
    ['1e400', '9E', 1],
  ];
  for (const [first, second, want] of cases) {
    it(`${first} and ${second}: ${want}`, () => {
      assert.equal(compareQuantities(quantityOf(first), quantityOf(second)), want);
    });
  }
});
