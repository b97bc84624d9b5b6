import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { ClusterProblem } from '../../base/errors.js';
import { adviceFor } from '../clusterAdvice.js';
import { asCommand } from '../contributions.js';
import type { StoreStatus } from '../models/rowStore.js';
import { escapeMarkdown } from '../../base/escapeMarkdown.js';
import { detail } from './detailNodes.js';
import type { DetailNode } from './detailNode.js';

/** A node that says what went wrong and does something about it when it is chosen. */
export interface ProblemNode {
  readonly kind: 'problem';
  readonly status: Extract<StoreStatus, { kind: 'failed' }>;
  readonly context: string;
  /** Rows are shown below that may be out of date. */
  readonly stale: boolean;
}

export function problemItem({ status, context, stale }: ProblemNode): vscode.TreeItem {
  const { title, hint } = adviceFor(status.problem, context);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  const next = Number.isFinite(status.retryAtMs)
    ? t('next try {0}', new Date(status.retryAtMs).toLocaleTimeString())
    : undefined;
  item.id = 'problem';
  item.description = next ?? '';
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = 'problem';
  const paragraphs = [status.problem.message, hint, ...(stale ? [t('The rows below are from before.')] : [])];
  item.tooltip = new vscode.MarkdownString(paragraphs.map(escapeMarkdown).join('\n\n'));
  item.accessibilityInformation = { label: [title, ...paragraphs, next].filter(Boolean).join(', ') };
  return item;
}

/** What the failure says, and the way out: choosing that line does it. */
export function problemDetails({ status, context }: ProblemNode): DetailNode[] {
  const { hint, command } = adviceFor(status.problem, context);
  return [
    detail({ id: 'problem/message', label: status.problem.message, description: '' }),
    detail({ id: 'problem/command', label: command.title, description: hint, icon: 'arrow-right', command }),
    ...copyRole(status.problem, 'problem'),
  ];
}

/** A line for rows that may be listed and not watched: they are right, and a little late. */
export function unwatchedNode(problem: ClusterProblem): DetailNode {
  return detail({
    id: 'unwatched',
    label: t('May not watch'),
    description: t('listed again every 30 s'),
    icon: 'info',
    children: () => [
      detail({ id: 'unwatched/message', label: problem.message, description: '' }),
      ...copyRole(problem, 'unwatched'),
    ],
  });
}

/** For whoever may grant it. */
export function copyRole(problem: ClusterProblem, id: string): DetailNode[] {
  if (!problem.access) {
    return [];
  }
  const command = asCommand('hpaScope.copyRole', t('Copy the role that would allow it'), problem);
  return [detail({ id: `${id}/role`, label: command.title, description: '', icon: 'copy', command })];
}
