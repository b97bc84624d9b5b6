import { escapeInline } from '../../../base/escapeMarkdown.js';
import { t } from '../../../base/l10n.js';
import type { DecisionRow } from '../compare/decisionRow.js';
import { verdictText } from '../compare/verdict.js';
import type { ExplanationLine, Ledger } from './explanation.js';
import { ledgerTable } from './ledgerTable.js';
import { explanationTitle } from './wanted.js';

/**
 * A decision as a report for a ticket: what it wants and why, step by step, the pods, and what was assumed. Whatever
 * comes from the cluster is escaped.
 *
 * @param changes what would have led to another number, a sentence each; absent: nobody looked for it
 */
export function explainMarkdown(row: DecisionRow, changes?: readonly string[]): string {
  const { explanation, verdict } = row;
  const { summary, atMs } = explanation;
  return [
    `# ${escapeInline(explanationTitle(explanation))}`,
    [`**${escapeInline(summary)}**`, escapeInline(`${timeText(atMs)}: ${verdictText(verdict)}`)]
      .join('\n\n'),
    ...verdict.kind === 'differs' ? [verdict.reasons.map(({ text }) => `- ${escapeInline(text)}`).join('\n')] : [],
    `## ${t('Steps')}\n\n${table(
      [t('step'), t('value'), t('function of the HPA controller')], stepRows(explanation.lines),
    )}`,
    ...explanation.ledgers.map(ledger => ledgerSection(ledger, row.strangers)),
    ...changes && changes.length > 0 ? [changesSection(changes)] : [],
    `## ${t('Controller')}\n\n${controllerText(row)}`,
  ].join('\n\n') + '\n';
}

/** Lines below a line are told after it, its label before theirs. */
function stepRows(lines: readonly ExplanationLine[], above = ''): string[][] {
  return lines.flatMap(({ label, text, upstream = '', lines: below }) => {
    const name = above === '' ? label : `${above}, ${label}`;
    return [[name, text, upstream], ...stepRows(below, name)];
  });
}

function ledgerSection({ metric, rows }: Ledger, strangers: DecisionRow['strangers']): string {
  const { head, rows: cells } = ledgerTable(rows, strangers);
  return `## ${escapeInline(t('Pods counted for {0}', metric))}\n\n${table(head, cells)}`;
}

function changesSection(changes: readonly string[]): string {
  const title = t('What would change it, once no earlier recommendation holds');
  return `## ${title}\n\n${changes.map(text => `- ${escapeInline(text)}`).join('\n')}`;
}

function controllerText({ assumptions, isControllerSeen, memorySinceMs }: DecisionRow): string {
  const sight = isControllerSeen
    ? t('Its flags were read from its pod.') : t('No pod of kube-controller-manager is visible.');
  const memory = t('Its memory is known since {0}; what it remembers from before is not.',
    timeText(memorySinceMs));
  const head = ['--horizontal-pod-autoscaler-…', t('value'), t('source')];
  const rows = assumptions.map(({ what, value, from }) => [what, value, from]);
  return `${escapeInline(`${sight} ${memory}`)}\n\n${table(head, rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map(cell => escapeInline(cell)).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** A moment to the second, UTC: `2026-11-24 10:04:15 UTC`. */
function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
