import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { clockSkewMs, sampleAge, sampleOf, staleAfterMs, newestSampleAge } from '../../../src/core/metrics/sample.js';

const nowMs = Date.parse('2026-01-02T03:04:05Z');
const sampled = (timestamp: string | null, window = '15.282s') => sampleOf({ timestamp, window }, 0);

describe('sampleOf', () => {
  it('reads time and window', () => {
    assert.deepEqual(sampled('2026-01-02T03:04:05Z'), { sampledAtMs: nowMs, windowMs: 15_282, window: '15.282s' });
  });
  it('is in our time', () => {
    assert.equal(sampleOf({ timestamp: '2026-01-02T03:04:05Z', window: '15s' }, 60_000).sampledAtMs, nowMs + 60_000);
  });
  for (const timestamp of [null, 'yesterday']) {
    it(`has no time when it says ${timestamp}`, () => assert.equal(sampled(timestamp).sampledAtMs, undefined));
  }
  it('has no window when that is no duration', () => {
    assert.equal(sampled(null, 'long').windowMs, undefined);
  });
});

describe('sampleAge', () => {
  const cases: [ageSeconds: number, window: string, text: string, coarse: string, isStale: boolean][] = [
    [9, '15.282s', '9s', '0s', false],
    [60, '15.282s', '60s', '60s', false],
    [61, '15.282s', '61s', '60s', true],
    [200, '15.282s', '3m20s', '3m', true],
    [149, '1m0s', '2m29s', '2m', false],
    [151, '1m0s', '2m31s', '2m', true],
    [61, 'long', '61s', '60s', true],
    [-30, '15s', '<invalid>', '<invalid>', false],
  ];
  for (const [ageSeconds, window, text, coarseText, isStale] of cases) {
    it(`${ageSeconds} s over ${window} is ${text}${isStale ? ', stale' : ''}`, () => {
      const sample = sampled('2026-01-02T03:04:05Z', window);
      assert.deepEqual(sampleAge(sample, nowMs + ageSeconds * 1000), { text, coarseText, isStale });
    });
  }
  it('is nothing without a sample', () => assert.equal(sampleAge(sampled(null), nowMs), undefined));
  it('is never stale within a scrape of metrics-server and a poll of ours', () => {
    for (const windowMs of [10_000, 15_000, 60_000]) {
      assert.ok(staleAfterMs({ windowMs }) > 2 * windowMs + 20_000);
    }
  });
});

describe('clockSkewMs', () => {
  const answeredAt = '2026-01-02T03:04:05Z';
  const cases: [name: string, aheadMs: number, before: number, want: number][] = [
    ['is none when the clocks agree', 1_400, 0, 0],
    ['is what they differ by', 60_000, 0, 60_000],
    ['is negative when ours is behind', -60_000, 0, -60_000],
    ['stays when it is about the same', 61_500, 60_000, 60_000],
    ['ends when a clock was set right', 900, 60_000, 0],
  ];
  for (const [name, aheadMs, before, want] of cases) {
    it(name, () => assert.equal(clockSkewMs([answeredAt], nowMs + aheadMs, before), want));
  }
  it('goes by the newest object, and by nothing when none tells', () => {
    assert.equal(clockSkewMs(['2026-01-02T03:03:05Z', undefined, answeredAt], nowMs, 0), 0);
    assert.equal(clockSkewMs([undefined, 'x'], nowMs, 7_000), 7_000);
  });
});

describe('newestSampleAge', () => {
  it('is the age of the newest of all', () => {
    const samples = [{ sampledAtMs: 1_000 }, { sampledAtMs: 9_000 }, { sampledAtMs: undefined }];
    assert.equal(newestSampleAge(samples, 24_000), '15s');
  });
  it('is nothing without samples', () => assert.equal(newestSampleAge([{ sampledAtMs: undefined }], 0), undefined));
});
