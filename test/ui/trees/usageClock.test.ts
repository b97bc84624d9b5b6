import assert from 'node:assert/strict';
import { afterEach, describe, it, vi } from 'vitest';
import { podUsageRow, type UsageRow } from '../../../src/core/metrics/usageRow.js';
import { newestSampleText, UsageClock } from '../../../src/ui/trees/usageClock.js';

const atMs = Date.parse('2026-01-02T03:04:05Z');
const pod = (name: string, timestamp: string | null): [string, UsageRow] => {
  const row = podUsageRow({ metadata: { namespace: 'shop', name }, timestamp, window: '15s', containers: [] });
  return [row.id, row];
};
const rows = new Map([pod('old', '2026-01-02T03:04:05Z'), pod('new', '2026-01-02T03:05:00Z'), pod('none', null)]);

describe('UsageClock', () => {
  afterEach(() => { vi.useRealTimers(); });

  function started(openRows: readonly string[] = []): { clock: UsageClock; ticks: string[][] } {
    const clock = new UsageClock({ rows }, new Set(openRows));
    const ticks: string[][] = [];
    clock.onDidTick(ids => ticks.push([...ids]));
    return { clock, ticks };
  }

  it('tells the rows that have become stale, once, and again when they say another age', () => {
    const { clock, ticks } = started();
    [30, 65, 70, 119, 121].forEach(seconds => clock.tick(atMs + seconds * 1000));
    assert.deepEqual(ticks, [[], ['pod/shop/old'], [], ['pod/shop/new'], ['pod/shop/old']]);
  });

  it('tells the rows that are open at each tick', () => {
    const { clock, ticks } = started(['pod/shop/new']);
    clock.tick(atMs + 30_000);
    assert.deepEqual(ticks, [['pod/shop/new']]);
  });

  it('ticks only while the view is visible', () => {
    vi.useFakeTimers({ now: atMs });
    const { clock, ticks } = started();
    vi.advanceTimersByTime(20_000);
    assert.equal(ticks.length, 0);
    clock.run(true);
    vi.advanceTimersByTime(20_000);
    assert.equal(ticks.length, 4);
    clock.run(false);
    vi.advanceTimersByTime(20_000);
    assert.equal(ticks.length, 4);
  });
});

describe('newestSampleText', () => {
  it('is the age of the newest of all', () => {
    assert.equal(newestSampleText(rows.values(), Date.parse('2026-01-02T03:05:15Z')), '15s ago');
  });
  it('is nothing without samples', () => assert.equal(newestSampleText([], atMs), undefined));
});
