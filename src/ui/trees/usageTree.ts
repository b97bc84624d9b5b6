import { assertNever } from '../../base/assertNever.js';
import type { UsageRow } from '../../core/metrics/usageRow.js';
import { usageArrangement } from '../models/usageArrangement.js';
import type { Services } from '../services.js';
import { nodeRef, objectPath, podRef } from '../../core/raw/objectRef.js';
import type { DetailNode, MenuSubject } from './detailNode.js';
import { RowTree } from './rowTree.js';
import { noSamplesItem, unseenDetails, unseenItem } from './unseenUsage.js';
import { nodeUsageDetails, podUsageDetails } from './usageDetails.js';
import { nodeUsageItem, podUsageItem } from './usageItems.js';
import type * as vscode from 'vscode';

/** View `hpaScope.usage`: the pods and the nodes that the Metrics API knows, and what of them we could not see. */
export function usageTree(services: Pick<Services, 'usage' | 'usageView' | 'filters' | 'scope'>): RowTree<UsageRow> {
  const { usage, usageView, filters, scope } = services;
  const isEverywhere = (): boolean => scope.state.kind === 'ready' && scope.state.namespace === undefined;
  let orderedAtMs: number | undefined;
  return new RowTree({
    store: usage,
    scope,
    arrangement: () => usageArrangement(usage.rows.values(), {
      isEverywhere: isEverywhere(), order: usageView.order, filter: filters.usage,
    }),
    // Once for each answer of the Metrics API: its rows come bit by bit, and none should move twice.
    ordersByContent: () => {
      const { status } = usage;
      if (usageView.order === 'name' || status.kind !== 'live' || status.atMs === orderedAtMs) {
        return false;
      }
      orderedAtMs = status.atMs;
      return true;
    },
    rowItem: row => usageItem(row, { namesNamespace: isEverywhere() && usageView.order !== 'name' }),
    about: usageAbout,
    details: usageDetails,
    hasWelcome: code => code === 'noKubeconfig' || code === 'notFound',
  });
}

/** The pod or the node; its sample is what is read raw. */
function usageAbout(row: UsageRow): MenuSubject | undefined {
  if (row.kind !== 'pod' && row.kind !== 'node') {
    return undefined;
  }
  const object = row.kind === 'pod' ? podRef(row) : nodeRef(row.name);
  return { object, ...(row.apiVersion && { rawPath: objectPath({ ...object, apiVersion: row.apiVersion }) }) };
}

function usageItem(row: UsageRow, options: { readonly namesNamespace: boolean }): vscode.TreeItem {
  switch (row.kind) {
    case 'pod': return podUsageItem(row, Date.now(), options);
    case 'node': return nodeUsageItem(row, Date.now());
    case 'unseen': return unseenItem(row);
    case 'noSamples': return noSamplesItem(row);
    default: return assertNever(row);
  }
}

function usageDetails(row: UsageRow): DetailNode[] {
  switch (row.kind) {
    case 'pod': return podUsageDetails(row, Date.now());
    case 'node': return nodeUsageDetails(row, Date.now());
    case 'unseen': return unseenDetails(row);
    case 'noSamples': return [];
    default: return assertNever(row);
  }
}
