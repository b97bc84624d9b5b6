import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { formatAge, humanDuration } from '../../../src/core/kube/age.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('humanDuration', () => {
  const cases: [ms: number, text: string][] = [
    [-2 * second, '<invalid>'],
    [-2 * second + 1, '0s'],
    [0, '0s'],
    [999, '0s'],
    [119_999, '119s'],
    [2 * minute, '2m'],
    [9 * minute + 59 * second, '9m59s'],
    [10 * minute + second, '10m'],
    [3 * hour - 1, '179m'],
    [3 * hour, '3h'],
    [3 * hour + minute, '3h1m'],
    [8 * hour + minute, '8h'],
    [2 * day - 1, '47h'],
    [2 * day + hour, '2d1h'],
    [8 * day + hour, '8d'],
    [730 * day - 1, '729d'],
    [730 * day, '2y'],
    [731 * day, '2y1d'],
    [8 * 365 * day + day, '8y'],
  ];
  for (const [ms, text] of cases) {
    it(`${ms} ms is ${text}`, () => assert.equal(humanDuration(ms), text));
  }
});

describe('formatAge', () => {
  const nowMs = Date.UTC(2026, 0, 2, 3, 4, 5);

  it('counts from the creation', () => assert.equal(formatAge('2026-01-02T03:00:00Z', nowMs), '4m5s'));
  it('does not know the age without a creation time', () => assert.equal(formatAge(undefined, nowMs), '<unknown>'));
  it('does not know the age of nonsense', () => assert.equal(formatAge('yesterday', nowMs), '<unknown>'));
});
