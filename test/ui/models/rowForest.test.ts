import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { compareBytes } from '../../../src/base/compareBytes.js';
import { arrange, type GroupContent, type Group } from '../../../src/ui/models/rowForest.js';

interface Sample {
  readonly id: string;
  readonly groups: readonly string[];
}

const group = (id: string): Group => ({ id, label: id, icon: 'folder' });
const row = (id: string, ...groups: string[]): Sample => ({ id, groups });
const arrangement = {
  compare: (a: Sample, b: Sample) => compareBytes(a.id, b.id),
  groupsOf: ({ groups }: Sample) => groups.map(group),
};

describe('arrange', () => {
  it('keeps rows without a group at the top, in order', () => {
    assert.deepEqual(outline(arrange([row('b'), row('B'), row('a')], arrangement)), ['B', 'a', 'b']);
  });

  it('orders groups by their ids and the rows within each, however they arrive', () => {
    const rows = [row('z', 'pods', 'shop'), row('a', 'nodes'), row('y', 'pods', 'shop'), row('x', 'pods', 'kube')];
    assert.deepEqual(outline(arrange(rows, arrangement)), [
      '/nodes:', 'a', '/pods:', '/pods/kube:', 'x', '/pods/shop:', 'y', 'z',
    ]);
  });

  it('has no group for rows that are not shown', () => {
    const rows = [row('a', 'one'), row('b', 'two')];
    assert.deepEqual(outline(arrange(rows, { ...arrangement, isShown: ({ id }) => id === 'b' })), ['/two:', 'b']);
  });

  it('tells groups of one name apart by the group around them', () => {
    const rows = [row('a', 'pods', 'shop'), row('b', 'nodes', 'shop')];
    assert.deepEqual(outline(arrange(rows, arrangement)), [
      '/nodes:', '/nodes/shop:', 'b', '/pods:', '/pods/shop:', 'a',
    ]);
  });
});

function outline({ rows, groups }: GroupContent<Sample>): string[] {
  return [...rows.map(({ id }) => id), ...groups.flatMap(inner => [`${inner.path}:`, ...outline(inner)])];
}
