import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseDuration } from '../../../src/core/kube/duration.js';

describe('parseDuration', () => {
  const cases: [text: string, ns: bigint][] = [
    ['15.282s', 15_282_000_000n],
    ['1m0s', 60_000_000_000n],
    ['1h2m3.5s', 3_723_500_000_000n],
    ['0s', 0n],
    ['0', 0n],
    ['-1.5\u00b5s', -1_500n],
    ['.5ms', 500_000n],
    ['2562047h47m16.854775807s', 2n ** 63n - 1n],
    ['-9223372036854775808ns', -(2n ** 63n)],
  ];
  for (const [text, ns] of cases) {
    it(`reads ${text}`, () => assert.deepEqual(parseDuration(text), { ok: true, ns }));
  }

  const refused: [text: string, reason: string][] = [
    ['', 'invalid'],
    ['-', 'invalid'],
    ['s', 'invalid'],
    ['.s', 'invalid'],
    [' 1s', 'invalid'],
    ['9223372036854775808ns', 'invalid'],
    ['2562048h', 'invalid'],
    ['15', 'missingUnit'],
    ['1.5.5s', 'missingUnit'],
    ['1d', 'unknownUnit'],
    ['1s ', 'unknownUnit'],
  ];
  for (const [text, reason] of refused) {
    it(`refuses ${JSON.stringify(text)}: ${reason}`, () => {
      assert.deepEqual(parseDuration(text), { ok: false, reason });
    });
  }
});
