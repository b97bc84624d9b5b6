import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { PodUsageRow, UsageTexts } from '../../core/metrics/podUsageRow.js';
import { byNamespace } from '../models/byNamespace.js';
import type { Services } from '../services.js';
import type { DetailNode } from './detailNode.js';
import { detail } from './detailNodes.js';
import { RowTree } from './rowTree.js';

/** View `hpaScope.usage`: one row for each pod that the Metrics API knows, its containers below it. */
export function usageTree({ podUsage, scope }: Services): RowTree<PodUsageRow> {
  return new RowTree({
    store: podUsage,
    scope,
    arrangement: () => byNamespace(scope),
    rowItem: podItem,
    details: podDetails,
    hasWelcome: code => code === 'noKubeconfig' || code === 'notFound',
  });
}

/** Exported for its test. */
export function podItem(row: PodUsageRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `pod/${row.id}`;
  item.description = usageOf(row);
  item.iconPath = new vscode.ThemeIcon('package');
  item.contextValue = 'podUsage';
  item.tooltip = `${row.id}: ${spokenUsageOf(row)}, ${sampleOf(row)}`;
  item.accessibilityInformation = { label: `${row.name}, ${spokenUsageOf(row)}` };
  return item;
}

function podDetails(row: PodUsageRow): DetailNode[] {
  return [
    ...row.containers.map(container => {
      const id = `pod/${row.id}/${container.name}`;
      return detail({ id, label: container.name, description: usageOf(container), spoken: spokenUsageOf(container) });
    }),
    detail({ id: `pod/${row.id}//sample`, label: t('Sample'), description: sampleOf(row) }),
  ];
}

/** Short, since pods have long names: the units tell which is which. */
function usageOf({ cpu, memory }: UsageTexts): string {
  return `${cpu}   ${memory}`;
}

function spokenUsageOf({ cpu, memory }: UsageTexts): string {
  return `cpu ${cpu}, memory ${memory}`;
}

function sampleOf({ sampledAtMs, window }: PodUsageRow): string {
  return sampledAtMs === undefined
    ? t('none yet')
    : t('{0} over {1}', new Date(sampledAtMs).toLocaleTimeString(), window);
}
