import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { NodeUsageRow, PodUsageRow } from '../../core/metrics/usageRow.js';
import { requestRemark, sampleText, spokenUsage, staleText, usageText } from './usageText.js';

/** The row of a pod: what it uses, and how much of its request that is. */
export function podUsageItem(
  row: PodUsageRow, nowMs: number, { namesNamespace = false }: { readonly namesNamespace?: boolean } = {},
): vscode.TreeItem {
  const stale = staleText(row, nowMs);
  const remark = requestRemark(row);
  return usageItem(row, {
    stale,
    icon: 'package',
    contextValue: 'podUsage',
    description: [usageText(row), remark, namesNamespace && row.namespace],
    spoken: [namesNamespace && row.namespace, stale, spokenUsage(row)],
    sample: sampleText(row, nowMs),
  });
}

/** The row of a node, as `kubectl top nodes` prints it; `<unknown>` without a sample. */
export function nodeUsageItem(row: NodeUsageRow, nowMs: number): vscode.TreeItem {
  const stale = staleText(row, nowMs);
  const isMeasured = row.sampledAtMs !== undefined;
  const notReady = row.notReady && (row.notReady.reason || t('not ready'));
  return usageItem(row, {
    stale,
    icon: row.notReady ? 'warning' : 'server',
    color: row.notReady && 'list.warningForeground',
    contextValue: 'nodeUsage',
    description: [isMeasured ? usageText(row) : '<unknown>', notReady],
    spoken: [stale, isMeasured ? spokenUsage(row) : t('usage unknown'), notReady],
    sample: sampleText(row, nowMs),
  });
}

interface UsageItem {
  readonly stale: string | undefined;
  readonly icon: string;
  readonly color?: string | undefined;
  readonly contextValue: string;
  readonly description: readonly (string | false | undefined)[];
  readonly spoken: readonly (string | false | undefined)[];
  readonly sample: string;
}

/** A sample that is old says so before its numbers, and has a pale clock instead of its icon. */
function usageItem({ id, name }: { readonly id: string; readonly name: string }, given: UsageItem): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const [icon, color] = given.stale ? ['history', 'disabledForeground'] : [given.icon, given.color];
  const label = [name, ...given.spoken].filter(Boolean).join(', ');
  item.id = id;
  item.description = [given.stale && `${given.stale}:`, ...given.description].filter(Boolean).join('   ');
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.contextValue = given.contextValue;
  item.tooltip = `${label}\n${t('Sample: {0}', given.sample)}`;
  item.accessibilityInformation = { label };
  return item;
}
