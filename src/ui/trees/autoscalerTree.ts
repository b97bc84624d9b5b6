import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever.js';
import { t } from '../../base/l10n.js';
import type { AutoscalerRow, AutoscalerState } from '../../core/hpa/autoscalerRow.js';
import type { HpaCondition } from '../../core/kube/hpa.js';
import { escapeMarkdown } from '../escapeMarkdown.js';
import { byNamespace } from '../models/byNamespace.js';
import type { Services } from '../services.js';
import type { DetailNode } from './detailNode.js';
import { detail } from './detailNodes.js';
import { RowTree } from './rowTree.js';

/** View `hpaScope.hpas`: one row for each HorizontalPodAutoscaler, its metrics and conditions below it. */
export function autoscalerTree({ autoscalers, scope }: Services): RowTree<AutoscalerRow> {
  return new RowTree({
    store: autoscalers,
    scope,
    arrangement: () => byNamespace(scope),
    rowItem: autoscalerItem,
    details: autoscalerDetails,
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

function autoscalerDetails(row: AutoscalerRow): DetailNode[] {
  const id = `hpa/${row.id}`;
  return [
    detail({
      id: `${id}/target`, label: t('Target'), description: `${row.reference}, ${boundsOf(row)}`, icon: 'target',
    }),
    ...row.metrics.map(({ source, name, text }, index) =>
      detail({ id: `${id}/metric/${index}`, label: name, description: `${text}   ${source}`, icon: 'pulse' })),
    ...row.conditions.map(condition => conditionLine(row, condition)),
  ];
}

/** The condition that explains the state looks like the state; the others need no look. */
function conditionLine({ id, because }: AutoscalerRow, { type, status, reason, message }: HpaCondition): DetailNode {
  const isBlocking = status === 'False' && because?.reason === reason;
  return detail({
    id: `hpa/${id}/condition/${type}`,
    label: type,
    description: [status, reason, message].filter(Boolean).join('  '),
    spoken: [status, reason, message].filter(Boolean).join(', '),
    ...(isBlocking ? { icon: 'error', color: 'list.errorForeground' } : { icon: 'info' }),
  });
}

function boundsOf({ minReplicas, maxReplicas }: AutoscalerRow): string {
  return t('{0} … {1} replicas', minReplicas, maxReplicas);
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
    escapeMarkdown(t('{0} of {1}; {2}', replicasOf(row), boundsOf(row), row.targets)),
  ];
  return new vscode.MarkdownString(lines.filter(Boolean).join('\n\n'));
}
