import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { compareEvents, eventAge, eventRow, type CoreEvent } from '../../../src/core/kube/event.js';

const nowMs = Date.parse('2026-11-25T10:00:00Z');
const ago = (seconds: number): string => new Date(nowMs - seconds * 1000).toISOString();
const event = (more: Partial<CoreEvent>): CoreEvent => ({
  metadata: { name: 'web.1', namespace: 'shop' }, type: 'Warning', reason: 'FailedGetScale', message: 'no', ...more,
});

describe('eventAge', () => {
  const cases: [name: string, event: Partial<CoreEvent>, want: string][] = [
    ['seen once', { count: 1, firstTimestamp: ago(300), lastTimestamp: ago(300) }, '5m'],
    ['counted', { count: 3, firstTimestamp: ago(300), lastTimestamp: ago(10) }, '10s (x3 over 5m)'],
    ['of the new kind', { eventTime: ago(60), firstTimestamp: null, lastTimestamp: null }, '60s'],
    ['a series', { eventTime: ago(60), series: { count: 4, lastObservedTime: ago(5) } }, '5s (x4 over 60s)'],
    ['a series of one', { eventTime: ago(60), series: { count: 1, lastObservedTime: ago(5) } }, '5s (x1 over 60s)'],
    ['a series without a time', { eventTime: ago(60), series: { count: 2 } }, '<unknown> (x2 over 60s)'],
    ['without any time', {}, '<unknown>'],
    ['count 0', { count: 0, firstTimestamp: ago(1) }, '1s'],
  ];
  for (const [name, more, want] of cases) {
    it(name, () => assert.equal(eventAge(eventRow(event(more)), nowMs), want));
  }
});

describe('eventRow', () => {
  it('says which part of the object it is about, and who says it', () => {
    const row = eventRow(event({
      message: ' pulled\n', involvedObject: { fieldPath: 'spec.containers{app}' },
      source: { component: '' }, reportingComponent: 'kubelet',
    }));
    assert.equal(row.message, 'spec.containers{app}: pulled');
    assert.equal(row.from, 'kubelet');
    assert.equal(row.id, 'shop/web.1');
  });
});

describe('compareEvents', () => {
  it('has the newest first, by when it was seen last', () => {
    const rows = [
      event({ metadata: { name: 'once' }, firstTimestamp: ago(20), lastTimestamp: ago(20) }),
      event({ metadata: { name: 'again' }, count: 9, firstTimestamp: ago(900), lastTimestamp: ago(1) }),
      event({ metadata: { name: 'unknown' } }),
      event({ metadata: { name: 'series' }, eventTime: ago(500), series: { count: 2, lastObservedTime: ago(10) } }),
    ].map(eventRow);
    assert.deepEqual(rows.sort(compareEvents).map(({ id }) => id), ['/again', '/series', '/once', '/unknown']);
  });
});
