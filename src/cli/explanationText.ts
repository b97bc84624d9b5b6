import { t } from '../base/l10n.js';
import type { ExplainedOnce } from '../cluster/decision/explainOnce.js';
import type { DecisionRow } from '../core/hpa/compare/decisionRow.js';
import { verdictText } from '../core/hpa/compare/verdict.js';
import type { ExplanationLine, Ledger } from '../core/hpa/explain/explanation.js';
import { ledgerTable } from '../core/hpa/explain/ledgerTable.js';
import { explanationTitle } from '../core/hpa/explain/wanted.js';

const indentWidth = 2;

/** The explanation as a terminal shows it: kubectl's tables, an indent for what a line is made of. */
export function explanationText({ row, changes }: ExplainedOnce): string {
  const { explanation, verdict, assumptions, strangers } = row;
  const { summary, lines, ledgers } = explanation;
  return [
    `${explanationTitle(explanation)}; ${verdictText(verdict)}`,
    ...verdict.kind === 'differs' ? verdict.reasons.map(({ text }) => `  ${text}`) : [],
    summary, '',
    ...lineTexts(lines, 0), '',
    ...ledgers.flatMap(ledger => [...ledgerTexts(ledger, strangers), '']),
    ...section(t('What would change it, once no earlier recommendation holds'), changes),
    ...section(t('The controller'), assumptions.map(({ what, value, from }) => `${what}=${value} (${from})`)),
    t('What the controller remembers is not in the API: earlier recommendations and scale events are not counted.'),
    '',
  ].join('\n');
}

function lineTexts(lines: readonly ExplanationLine[], depth: number): string[] {
  const width = Math.max(0, ...lines.map(({ label }) => label.length));
  return lines.flatMap(({ label, text, lines: below }) => [
    `${' '.repeat(depth * indentWidth)}${label.padEnd(width)}  ${text}`,
    ...lineTexts(below, depth + 1),
  ]);
}

function ledgerTexts({ metric, rows }: Ledger, strangers: DecisionRow['strangers']): string[] {
  const { head, rows: cells } = ledgerTable(rows, strangers);
  const table = [head.map(text => text.toUpperCase()), ...cells];
  const widths = head.map((_, at) => Math.max(...table.map(line => line[at]?.length ?? 0)));
  return [
    metric,
    ...table.map(line => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('   ').trimEnd()),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map(line => `  ${line}`), ''];
}
