import { t } from '../../base/l10n.js';
import { isMeasured, type UsagePart, type UsageRow } from '../../core/metrics/usageRow.js';
import { namespaceGroup } from './byNamespace.js';
import type { RowFilter } from './rowFilter.js';
import { compareBytes } from '../../base/compareBytes.js';
import type { Arrangement, Group } from './rowForest.js';
import type { UsageOrder } from './usageView.js';

/** What the order and the groups of usage depend on. */
export interface UsageArrangementOptions {
  /** The pods of all namespaces are shown, not of one. */
  readonly isEverywhere: boolean;
  readonly order: UsageOrder;
  readonly filter: Pick<RowFilter, 'matches'>;
}

/**
 * Pods, then nodes. By name, the pods of all namespaces are in a group for each; by cpu or memory they are in one list,
 * as `kubectl top pods -A --sort-by` has them: whoever uses the most is on top. What was not seen comes first.
 */
export function usageArrangement(
  rows: Iterable<UsageRow>, options: UsageArrangementOptions,
): Arrangement<UsageRow> {
  const [pods, nodes] = [podsGroup(), nodesGroup(rows)];
  const inNamespaces = options.isEverywhere && options.order === 'name';
  return {
    compare: (a, b) => rankOf(a) - rankOf(b) || compareUse(a, b, options.order) || compareNames(a, b),
    groupsOf: row => row.kind === 'pod' && inNamespaces
      ? [pods, namespaceGroup(row.namespace)]
      : [isOfNodes(row) ? nodes : pods],
    isShown: row => {
      const names = namesOf(row);
      return names === undefined || options.filter.matches(names);
    },
  };
}

const podsGroup = (): Group => ({ id: '1', label: t('Pods'), icon: 'package' });

/** It is closed, so it says itself how many there are and whether something is missing. */
function nodesGroup(rows: Iterable<UsageRow>): Group {
  const nodes = [...rows].filter(isOfNodes);
  const measured = nodes.filter(({ kind }) => kind === 'node');
  const description = [
    measured.length > 0 ? `${measured.length}` : '', measured.length < nodes.length ? t('not all seen') : '',
  ].filter(Boolean).join(', ');
  return { id: '2', label: t('Nodes'), description, icon: 'server', closed: true };
}

const nodeParts: ReadonlySet<UsagePart> = new Set(['nodes', 'allocatable']);

function isOfNodes(row: UsageRow): boolean {
  return row.kind === 'node' || (row.kind === 'unseen' && nodeParts.has(row.part));
}

function rankOf({ kind }: UsageRow): number {
  return kind === 'pod' || kind === 'node' ? 1 : 0;
}

/** The highest first; what was not measured last. */
function compareUse(a: UsageRow, b: UsageRow, order: UsageOrder): number {
  if (order === 'name' || !isMeasured(a) || !isMeasured(b)) {
    return 0;
  }
  const [first, second] = [a[order].milli ?? -Infinity, b[order].milli ?? -Infinity];
  return first === second ? 0 : first > second ? -1 : 1;
}

function compareNames(a: UsageRow, b: UsageRow): number {
  if (a.kind === 'pod' && b.kind === 'pod') {
    return compareBytes(a.namespace, b.namespace) || compareBytes(a.name, b.name);
  }
  return compareBytes(a.id, b.id);
}

/** What a filter looks at. What was not seen is always shown: it may be what the user looks for. */
function namesOf(row: UsageRow): readonly string[] | undefined {
  switch (row.kind) {
    case 'pod': return [row.name, row.namespace, ...row.containers.map(({ name }) => name)];
    case 'node': return [row.name];
    case 'unseen':
    case 'noSamples': return undefined;
  }
}
