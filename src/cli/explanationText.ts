import { t } from '../base/l10n.js';
import type { Assumption } from '../core/hpa/compare/controllerSettings.js';
import type { Explanation, ExplanationLine, Ledger, LedgerRow } from '../core/hpa/explain/explanation.js';

/** What `explain` found out. */
export interface ExplainedNow {
  readonly explanation: Explanation;
  /** What would lead to another number, a sentence each. */
  readonly changes: readonly string[];
  readonly assumptions: readonly Assumption[];
  /** `status.desiredReplicas`; absent when the controller has not written it yet. */
  readonly statusReplicas: number | undefined;
}

const indentWidth = 2;
const columns: readonly (readonly [head: string, text: (row: LedgerRow) => string])[] = [
  ['POD', row => row.pod], ['GROUP', row => row.group], ['USAGE', row => row.usage],
  ['REQUEST', row => row.request], ['OF REQUEST', row => row.share], ['AGE', row => row.sampleAge],
  ['COUNTED AS', row => row.assumed], ['WHY', row => row.why],
];

/** The explanation as a terminal shows it: kubectl's tables, an indent for what a line is made of. */
export function explanationText({ explanation, changes, assumptions, statusReplicas }: ExplainedNow): string {
  const { key, currentReplicas, desiredReplicas, summary, lines, ledgers } = explanation;
  const told = statusReplicas === undefined ? '' : `, ${t('its status says {0}', statusReplicas)}`;
  const title = t('{0} wants {1} replicas, has {2}', key, desiredReplicas, currentReplicas ?? '?');
  return [
    `${title}${told}`, summary, '',
    ...lineTexts(lines, 0), '',
    ...ledgers.flatMap(ledger => [...ledgerTexts(ledger), '']),
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

function ledgerTexts({ metric, container, rows }: Ledger): string[] {
  const used = columns.filter(([, text]) => rows.some(row => text(row) !== ''));
  const table = [used.map(([head]) => head), ...rows.map(row => used.map(([, text]) => text(row)))];
  const widths = used.map((_, at) => Math.max(...table.map(cells => cells[at]?.length ?? 0)));
  return [
    container === undefined ? metric : t('{0} of container {1}', metric, container),
    ...table.map(cells => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('   ').trimEnd()),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map(line => `  ${line}`), ''];
}
