import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever.js';
import { t } from '../../base/l10n.js';
import { autoscalerRef } from '../../core/raw/objectRef.js';
import { targetRef } from './autoscalerDetails.js';
import type { AutoscalerRow, AutoscalerState } from '../../core/hpa/autoscalerRow.js';
import { escapeMarkdown } from '../../base/escapeMarkdown.js';
import { byNamespace } from '../models/byNamespace.js';
import type { Services } from '../services.js';
import { autoscalerDetails, boundsText } from './autoscalerDetails.js';
import type { LiveDetails } from './liveDetails.js';
import { RowTree } from './rowTree.js';

/** View `hpaScope.hpas`: one row for each HorizontalPodAutoscaler, all that is known of it below it. */
export function autoscalerTree({ autoscalers, scope, filters }: Services, live: LiveDetails): RowTree<AutoscalerRow> {
  return new RowTree({
    store: autoscalers,
    scope,
    arrangement: () => ({
      ...byNamespace(scope),
      isShown: ({ namespace, name }: AutoscalerRow) => filters.autoscalers.matches([name, namespace]),
    }),
    rowItem: autoscalerItem,
    about: row => ({ object: autoscalerRef(row), target: targetRef(row) }),
    details: row => autoscalerDetails(row, live),
    hasWelcome: code => code === 'noKubeconfig',
  });
}

/** Exported for its test: the row alone answers the first question. */
export function autoscalerItem(row: AutoscalerRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.name, vscode.TreeItemCollapsibleState.Collapsed);
  const remark = remarkOf(row);
  item.id = `hpa/${row.id}`;
  item.description = [replicasOf(row), row.targets, remark].filter(Boolean).join('   ');
  item.iconPath = iconOf(row.state);
  item.contextValue = 'hpa';
  item.tooltip = tooltipOf(row);
  item.accessibilityInformation = {
    label: [row.name, spokenReplicasOf(row), row.targets, stateWords(row.state), remark].filter(Boolean).join(', '),
  };
  return item;
}

function replicasOf(row: AutoscalerRow): string {
  return isMoving(row) ? `${row.currentReplicas} → ${row.desiredReplicas}` : `${row.currentReplicas}`;
}

function spokenReplicasOf(row: AutoscalerRow): string {
  return isMoving(row)
    ? t('from {0} to {1} replicas', row.currentReplicas, row.desiredReplicas)
    : row.currentReplicas === 1 ? t('1 replica') : t('{0} replicas', row.currentReplicas);
}

function isMoving(row: AutoscalerRow): row is AutoscalerRow & { readonly desiredReplicas: number } {
  return row.desiredReplicas !== undefined && row.desiredReplicas !== row.currentReplicas;
}

/** At most one remark behind the targets, the one that matters most: Kubernetes' own word for it. */
function remarkOf({ state, because }: AutoscalerRow): string | undefined {
  return state === 'pending' ? t('not looked at yet') : because?.reason;
}

function stateWords(state: AutoscalerState): string {
  switch (state) {
    case 'steady': return t('steady');
    case 'scaling': return t('scaling');
    case 'stabilized': return t('held');
    case 'limited': return t('limited');
    case 'failing': return t('cannot scale');
    case 'zero': return t('scaled to zero');
    case 'disabled': return t('scaling is disabled');
    case 'pending': return t('pending');
    default: return assertNever(state);
  }
}

function iconOf(state: AutoscalerState): vscode.ThemeIcon {
  const icon = (name: string, color?: string): vscode.ThemeIcon =>
    new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
  switch (state) {
    case 'steady': return icon('pass', 'testing.iconPassed');
    case 'scaling': return icon('arrow-swap', 'charts.blue');
    case 'stabilized': return icon('debug-pause', 'charts.blue');
    case 'limited': return icon('warning', 'list.warningForeground');
    case 'failing': return icon('error', 'list.errorForeground');
    case 'zero': return icon('circle-outline');
    case 'disabled': return icon('circle-slash');
    case 'pending': return icon('loading');
    default: return assertNever(state);
  }
}

function tooltipOf(row: AutoscalerRow): vscode.MarkdownString {
  const lines = [
    `**${escapeMarkdown(row.id)}** ${escapeMarkdown(row.reference)}`,
    escapeMarkdown(row.because?.message ?? ''),
    escapeMarkdown(t('{0} of {1}; {2}', replicasOf(row), boundsText(row), row.targets)),
  ];
  return new vscode.MarkdownString(lines.filter(Boolean).join('\n\n'));
}
