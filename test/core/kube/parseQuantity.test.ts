import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseQuantity } from '../../../src/core/kube/parseQuantity.js';

describe('parseQuantity', () => {
  it('keeps a short amount as an int64 and remembers a canonical text', () => {
    assert.deepEqual(parseQuantity('1500m'), {
      ok: true,
      quantity: { form: 'int64', unscaled: 1500n, exponent: -3, format: 'decimalSI', text: '1500m' },
    });
  });

  it('keeps a long amount as a decimal of nanos', () => {
    assert.deepEqual(parseQuantity('1234567890123456789'), {
      ok: true,
      quantity: { form: 'decimal', unscaled: 1234567890123456789_000000000n, exponent: -9, format: 'decimalSI' },
    });
  });

  it('rounds what is finer than a nano away from zero', () => {
    assert.deepEqual(parseQuantity('-0.0000000001'), {
      ok: true,
      quantity: { form: 'decimal', unscaled: -1n, exponent: -9, format: 'decimalSI' },
    });
  });

  it('caps binary amounts at 2^63-1', () => {
    assert.deepEqual(parseQuantity('9Ei'), {
      ok: true,
      quantity: { form: 'decimal', unscaled: 9223372036854775807n, exponent: 0, format: 'binarySI' },
    });
  });

  it('takes a binary amount below one for a decimal one', () => {
    const parsed = parseQuantity('.0001Ki');
    assert.equal(parsed.ok && parsed.quantity.format, 'decimalSI');
  });

  for (const text of ['-', '+', '.', 'm', 'Ki', '-.', '0', '000']) {
    it(`takes ${JSON.stringify(text)} for zero, as upstream does`, () => {
      const parsed = parseQuantity(text);
      assert.equal(parsed.ok && parsed.quantity.unscaled, 0n);
    });
  }

  const refused: [text: string, reason: string][] = [
    ['', 'format'],
    [' 1', 'format'],
    ['1 Gi', 'format'],
    ['1.2.3', 'format'],
    ['1\n', 'format'],
    ['1,5', 'format'],
    ['1KiB', 'format'],
    ['1K', 'suffix'],
    ['1ki', 'suffix'],
    ['5-3', 'suffix'],
    ['--1', 'suffix'],
    ['1e', 'suffix'],
    ['1e9223372036854775808', 'suffix'],
    ['Pi', 'numeric'],
    ['.e-20', 'numeric'],
    ['1e20000', 'exponent'],
  ];
  for (const [text, reason] of refused) {
    it(`refuses ${JSON.stringify(text)}: ${reason}`, () => {
      assert.deepEqual(parseQuantity(text), { ok: false, reason });
    });
  }
});
