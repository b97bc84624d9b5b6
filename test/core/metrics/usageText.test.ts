import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { formatCpu, formatMemory, formatShare, formatUsage } from '../../../src/core/metrics/usageText.js';
import { quantityOf } from '../../helpers/quantityOf.js';

describe('usage as kubectl top prints it', () => {
  it('rounds CPU up to millicores', () => assert.equal(formatCpu(quantityOf('1000001n')), '2m'));
  it('rounds memory down to MiB', () => {
    assert.equal(formatMemory(quantityOf('2097151')), '1Mi');
    assert.equal(formatMemory(quantityOf('46Mi')), '46Mi');
  });
  it('prints what was not measured as zero', () => {
    assert.equal(formatCpu(undefined), '0m');
    assert.equal(formatMemory(undefined), '0Mi');
  });
  it('knows the unit of a resource', () => {
    assert.equal(formatUsage('cpu', quantityOf('1')), '1000m');
    assert.equal(formatUsage('memory', quantityOf('1Gi')), '1024Mi');
    assert.equal(formatUsage('swap', quantityOf('1Gi')), '1024Mi');
    assert.equal(formatUsage('example.com/gpu', quantityOf('1500m')), '2');
  });
});

describe('formatShare', () => {
  const cases: [usage: string, available: string, share: string][] = [
    ['999m', '1', '99%'],
    ['1', '1', '100%'],
    ['3', '2', '150%'],
    ['1n', '4', '0%'],
    ['1', '0', '0%'],
    ['290m', '1', '28%'],
  ];
  for (const [usage, available, share] of cases) {
    it(`${usage} of ${available} is ${share}`, () => {
      assert.equal(formatShare(quantityOf(usage), quantityOf(available)), share);
    });
  }
  it('of what was not measured is none', () => assert.equal(formatShare(undefined, quantityOf('1')), '0%'));
});
