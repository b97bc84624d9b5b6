import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import { Emitter } from '../../../src/base/event.js';
import { ageRows } from '../../../src/ui/trees/ageRows.js';
import type { RowTreeNode } from '../../../src/ui/trees/rowTree.js';

describe('ageRows', () => {
  const visibility = new Emitter<{ readonly visible: boolean }>();
  const expanded = new Emitter<{ readonly element: RowTreeNode }>();
  const collapsed = new Emitter<{ readonly element: RowTreeNode }>();
  let ticks: string[][];

  beforeEach(() => {
    vi.useFakeTimers();
    ticks = [];
  });
  afterEach(() => { vi.useRealTimers(); });

  function started(visible: boolean): ReturnType<typeof ageRows> {
    return ageRows({
      visible,
      onDidChangeVisibility: visibility.event,
      onDidExpandElement: expanded.event,
      onDidCollapseElement: collapsed.event,
    }, openRows => ticks.push([...openRows]));
  }

  it('ticks only while the view is visible', () => {
    const ageing = started(false);
    vi.advanceTimersByTime(20_000);
    assert.equal(ticks.length, 0);
    visibility.fire({ visible: true });
    vi.advanceTimersByTime(20_000);
    assert.equal(ticks.length, 4);
    visibility.fire({ visible: false });
    vi.advanceTimersByTime(20_000);
    assert.equal(ticks.length, 4);
    ageing.dispose();
  });

  it('tells the rows that are open, and ends with the view', () => {
    const ageing = started(true);
    expanded.fire({ element: { kind: 'row', id: 'shop/web' } });
    expanded.fire({ element: { kind: 'group', path: '/shop' } });
    vi.advanceTimersByTime(5_000);
    collapsed.fire({ element: { kind: 'row', id: 'shop/web' } });
    vi.advanceTimersByTime(5_000);
    ageing.dispose();
    vi.advanceTimersByTime(20_000);
    assert.deepEqual(ticks, [['shop/web'], []]);
  });
});
