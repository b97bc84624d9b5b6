import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import { adviceFor } from '../clusterAdvice.js';
import type { StoreStatus } from '../models/rowStore.js';
import { escapeMarkdown } from '../escapeMarkdown.js';

/** A node that says what went wrong and does something about it when it is chosen. */
export interface ProblemNode {
  readonly kind: 'problem';
  readonly status: Extract<StoreStatus, { kind: 'failed' }>;
  readonly context: string;
  /** Rows are shown below that may be out of date. */
  readonly stale: boolean;
}

export function problemItem({ status, context, stale }: ProblemNode): vscode.TreeItem {
  const { title, hint, command } = adviceFor(status.problem, context);
  const item = new vscode.TreeItem(title);
  const next = Number.isFinite(status.retryAtMs)
    ? t('next try {0}', new Date(status.retryAtMs).toLocaleTimeString())
    : undefined;
  item.id = 'problem';
  item.description = [status.problem.message, next].filter(Boolean).join('; ');
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.command = command;
  item.contextValue = 'problem';
  const paragraphs = [status.problem.message, hint, ...(stale ? [t('The rows below are from before.')] : [])];
  item.tooltip = new vscode.MarkdownString(paragraphs.map(escapeMarkdown).join('\n\n'));
  item.accessibilityInformation = { label: `${title}, ${item.description}. ${hint} ${command.title}` };
  return item;
}
