import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever.js';
import { t } from '../../base/l10n.js';
import { formatAge } from '../../core/kube/age.js';
import type { ApiServiceRow, ApiServiceState, MissingApiRow, PipelineRow } from '../../core/pipeline/pipelineRow.js';
import { escapeMarkdown } from '../../base/escapeMarkdown.js';
import { othersSummary, pipelineArrangement } from '../models/pipelineArrangement.js';
import type { Services } from '../services.js';
import { apiPrefix, apiServiceRef } from '../../core/raw/objectRef.js';
import type { DetailNode, MenuSubject } from './detailNode.js';
import { detail } from './detailNodes.js';
import { apiServiceDetails } from './pipelineDetails.js';
import { RowTree } from './rowTree.js';

/** More names than these make no row easier to read. */
const NAMED_AUTOSCALERS = 3;

/** View `hpaScope.pipeline`: one row for each APIService, below those of the metrics APIs the way of a request. */
export function pipelineTree({ pipeline, scope }: Services): RowTree<PipelineRow> {
  const summary = (): string => othersSummary(pipeline.rows.values());
  let drawnSummary = '';
  return new RowTree({
    store: pipeline,
    scope,
    arrangement: () => {
      drawnSummary = summary();
      return pipelineArrangement(drawnSummary);
    },
    ordersByContent: () => summary() !== drawnSummary, // the group of the others says how many are available
    rowItem: pipelineItem,
    about: row => row.kind === 'missing' ? undefined : apiServiceAbout(row),
    details: pipelineDetails,
    hasWelcome: code => code === 'noKubeconfig',
  });
}

/** Of an APIService, what it serves is what is read. */
function apiServiceAbout({ name, group, version }: ApiServiceRow): MenuSubject {
  return { object: apiServiceRef(name), rawPath: apiPrefix(group === '' ? version : `${group}/${version}`) };
}

/** Exported for its test: the columns of kubectl, or that nobody registered the API. */
export function pipelineItem(row: PipelineRow): vscode.TreeItem {
  return row.kind === 'missing' ? missingItem(row) : apiServiceItem(row);
}

/** Exported for its test: the lines below a row. */
export function pipelineDetails(row: PipelineRow): readonly DetailNode[] {
  return row.kind === 'missing'
    ? (row.neededBy ?? []).map(name => detail({ id: `${row.id}/${name}`, label: name, description: '', icon: 'graph' }))
    : apiServiceDetails(row);
}

function apiServiceItem(row: ApiServiceRow): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const isBroken = row.chain !== undefined && row.state !== 'available';
  const item = new vscode.TreeItem(row.name, isBroken ? Expanded : Collapsed);
  const age = formatAge(row.creationTimestamp, Date.now());
  item.id = `apiService/${row.id}`;
  item.description = [row.service, row.available, age].join('   ');
  item.iconPath = iconOf(row.state);
  item.contextValue = 'apiService';
  item.tooltip = tooltipOf(row);
  item.accessibilityInformation = {
    label: [row.name, stateWords(row.state), row.service, row.condition?.reason, t('age {0}', age)]
      .filter(Boolean).join(', '),
  };
  return item;
}

function missingItem(row: MissingApiRow): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.name, row.neededBy?.length ? Collapsed : None);
  const words = missingWords(row);
  item.id = `apiService/${row.id}`;
  item.description = words;
  item.iconPath = row.neededBy?.length
    ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
    : new vscode.ThemeIcon('dash');
  item.contextValue = 'missingApi';
  item.tooltip = t('No APIService serves {0}: what asks for it is refused.', row.name);
  item.accessibilityInformation = { label: `${row.name}, ${words}` };
  return item;
}

function missingWords({ neededBy = [] }: MissingApiRow): string {
  const names = neededBy.slice(0, NAMED_AUTOSCALERS).join(', ');
  const all = neededBy.length > NAMED_AUTOSCALERS ? `${names}, …` : names;
  switch (neededBy.length) {
    case 0: return t('not registered');
    case 1: return t('not registered; 1 HPA needs it: {0}', all);
    default: return t('not registered; {0} HPAs need it: {1}', neededBy.length, all);
  }
}

function tooltipOf({ name, condition }: ApiServiceRow): vscode.MarkdownString {
  const { status = t('not looked at yet'), reason, message, lastTransitionTime } = condition ?? {};
  const since = lastTransitionTime ? t('since {0}', new Date(lastTransitionTime).toLocaleString()) : undefined;
  const lines = [
    `**${escapeMarkdown(name)}**`,
    escapeMarkdown(`Available: ${[status, reason, since].filter(Boolean).join(', ')}`),
    escapeMarkdown(message ?? ''),
  ];
  return new vscode.MarkdownString(lines.filter(Boolean).join('\n\n'));
}

function stateWords(state: ApiServiceState): string {
  switch (state) {
    case 'available': return t('available');
    case 'unavailable': return t('not available');
    case 'unknown': return t('not known whether available');
    default: return assertNever(state);
  }
}

function iconOf(state: ApiServiceState): vscode.ThemeIcon {
  switch (state) {
    case 'available': return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'unavailable': return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'unknown': return new vscode.ThemeIcon('question', new vscode.ThemeColor('list.warningForeground'));
    default: return assertNever(state);
  }
}
