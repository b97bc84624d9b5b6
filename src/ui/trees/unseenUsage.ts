import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever.js';
import { t } from '../../base/l10n.js';
import { formatAccess } from '../../core/kube/access.js';
import type { NoSamplesRow, UnseenUsageRow, UsagePart } from '../../core/metrics/usageRow.js';
import type { DetailNode } from './detailNode.js';
import { detail } from './detailNodes.js';
import { copyRole } from './problemNodes.js';

/** A part that could not be read, with the right that is missing where it is one. */
export function unseenItem({ id, part, problem }: UnseenUsageRow): vscode.TreeItem {
  const { title } = wordsOf(part);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
  const why = problem.access ? t('you may not {0}', formatAccess(problem.access)) : problem.message;
  item.id = id;
  item.description = why;
  item.iconPath = new vscode.ThemeIcon('eye-closed', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = 'unseenUsage';
  item.tooltip = `${title}\n${problem.message}`;
  item.accessibilityInformation = { label: [title, why].join(', ') };
  return item;
}

/** What the cluster says, and what it means for what is shown. */
export function unseenDetails({ id, part, problem }: UnseenUsageRow): DetailNode[] {
  const { meaning } = wordsOf(part);
  return [
    detail({ id: `${id}/message`, label: problem.message, description: '' }),
    detail({ id: `${id}/meaning`, label: meaning, description: '', icon: 'info' }),
    ...copyRole(problem, id),
  ];
}

/** The Metrics API has no pod: because none runs, or because nobody has measured those that do. */
export function noSamplesItem({ id, runningPods }: NoSamplesRow): vscode.TreeItem {
  const label = runningPods === 0 ? t('No pod runs here') : t('No samples');
  const why = runningPods === undefined || runningPods === 0
    ? ''
    : runningPods === 1 ? t('1 pod runs, not measured') : t('{0} pods run, none is measured', runningPods);
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.description = why;
  item.iconPath = new vscode.ThemeIcon('info');
  item.contextValue = 'noSamples';
  item.accessibilityInformation = { label: [label, why].filter(Boolean).join(', ') };
  return item;
}

function wordsOf(part: UsagePart): { readonly title: string; readonly meaning: string } {
  switch (part) {
    case 'pods': return {
      title: t('Pods not seen'),
      meaning: t('What pods use is not shown, or old.'),
    };
    case 'nodes': return {
      title: t('Nodes not seen'),
      meaning: t('What nodes use is not shown, or old.'),
    };
    case 'requests': return {
      title: t('Requests not seen'),
      meaning: t('Without the pods there are no shares of request and limit, or old ones.'),
    };
    case 'allocatable': return {
      title: t('Allocatable not seen'),
      meaning: t('Without the nodes there are no shares of allocatable, or old ones.'),
    };
    default: return assertNever(part);
  }
}
