import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { nodeUsageRow, podUsageRow, type UsagePart, type UsageRow } from '../../../src/core/metrics/usageRow.js';
import { RowFilter } from '../../../src/ui/models/rowFilter.js';
import { arrange, type GroupContent } from '../../../src/ui/models/rowForest.js';
import { usageArrangement, type UsageArrangementOptions } from '../../../src/ui/models/usageArrangement.js';

const pod = (namespace: string, name: string, cpu?: string, memory = '1Mi'): UsageRow => podUsageRow({
  metadata: { namespace, name }, timestamp: null, window: '15s',
  containers: cpu === undefined ? [] : [{ name: 'app', usage: { cpu, memory } }],
});
const node = (name: string, cpu: string): UsageRow =>
  nodeUsageRow(name, { metadata: { name }, timestamp: '', window: '', usage: { cpu, memory: '1Gi' } });
const unseen = (part: UsagePart): UsageRow =>
  ({ kind: 'unseen', id: `unseen/${part}`, part, problem: { code: 'forbidden', message: 'no' } });
const rows = [
  pod('shop', 'web', '100m', '9Mi'), pod('shop', 'api', '900m', '5Mi'), pod('kube-system', 'dns', '500m', '7Mi'),
  pod('shop', 'new'), node('n2', '1'), node('n1', '1500m'),
];

type Change = Partial<UsageArrangementOptions> & { readonly text?: string };

function outline(given: readonly UsageRow[], change: Change = {}): string[] {
  const filter = new RowFilter();
  filter.text = change.text ?? '';
  const options: UsageArrangementOptions = { isEverywhere: true, order: 'name', ...change, filter };
  const lines = ({ rows: inside, groups }: GroupContent<UsageRow>): string[] => [
    ...inside.map(({ id }) => id),
    ...groups.flatMap(group =>
      [`${group.group.label}${group.group.description ? ` (${group.group.description})` : ''}:`, ...lines(group)]),
  ];
  return lines(arrange(given, usageArrangement(given, options)));
}

describe('usageArrangement', () => {
  it('has pods in their namespaces, then nodes', () => assert.deepEqual(outline(rows), [
    'Pods:', 'kube-system:', 'pod/kube-system/dns', 'shop:', 'pod/shop/api', 'pod/shop/new', 'pod/shop/web',
    'Nodes (2):', 'node/n1', 'node/n2',
  ]));

  it('needs no group for one namespace', () => {
    assert.deepEqual(outline(rows.slice(0, 2), { isEverywhere: false }), ['Pods:', 'pod/shop/api', 'pod/shop/web']);
  });

  it('by cpu has one list of pods, the highest first and what was not measured last', () => {
    assert.deepEqual(outline(rows, { order: 'cpu' }), [
      'Pods:', 'pod/shop/api', 'pod/kube-system/dns', 'pod/shop/web', 'pod/shop/new',
      'Nodes (2):', 'node/n1', 'node/n2',
    ]);
  });

  it('by memory goes by memory, and by name where that is equal', () => {
    assert.deepEqual(outline(rows, { order: 'memory' }), [
      'Pods:', 'pod/shop/web', 'pod/kube-system/dns', 'pod/shop/api', 'pod/shop/new',
      'Nodes (2):', 'node/n1', 'node/n2',
    ]);
  });

  it('shows what matches, by name, namespace or container', () => {
    assert.deepEqual(outline(rows, { text: 'kube' }), ['Pods:', 'kube-system:', 'pod/kube-system/dns']);
    assert.deepEqual(outline(rows, { text: 'n1' }), ['Nodes (2):', 'node/n1']);
    assert.equal(outline(rows, { text: 'app' }).filter(id => id.startsWith('pod/')).length, 3);
  });

  it('says where the user looks what was not seen, filtered or not', () => {
    const given = [...rows, unseen('requests'), unseen('nodes'), unseen('pods'), unseen('allocatable')];
    assert.deepEqual(outline(given, { order: 'cpu', text: 'nobody' }), [
      'Pods:', 'unseen/pods', 'unseen/requests', 'Nodes (2, not all seen):', 'unseen/allocatable', 'unseen/nodes',
    ]);
  });
});
