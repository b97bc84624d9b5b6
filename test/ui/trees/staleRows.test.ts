import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { podUsageRow, type UsageRow } from '../../../src/core/metrics/usageRow.js';
import { StaleRows } from '../../../src/ui/trees/staleRows.js';

const atMs = Date.parse('2026-01-02T03:04:05Z');
const pod = (name: string, timestamp: string | null): [string, UsageRow] => {
  const row = podUsageRow({ metadata: { namespace: 'shop', name }, timestamp, window: '15s', containers: [] });
  return [row.id, row];
};
const rows = new Map([pod('old', '2026-01-02T03:04:05Z'), pod('new', '2026-01-02T03:05:00Z'), pod('none', null)]);

describe('StaleRows', () => {
  it('are those that have become stale, once, and again when they say another age', () => {
    const stale = new StaleRows({ rows });
    const told = [30, 65, 70, 119, 121].map(seconds => [...stale.changed(atMs + seconds * 1000)]);
    assert.deepEqual(told, [[], ['pod/shop/old'], [], ['pod/shop/new'], ['pod/shop/old']]);
  });
});
