import { escapeMarkdown } from '../../../base/escapeMarkdown.js';
import { t } from '../../../base/l10n.js';
import type { DecisionRow } from '../compare/decisionRow.js';
import type { Verdict } from '../compare/verdict.js';
import type { ExplanationLine, Ledger } from './explanation.js';

/**
 * A decision as a report for a ticket: what it wants and why, step by step, the pods, and what was assumed. Whatever
 * comes from the cluster is escaped.
 *
 * @param changes what would have led to another number, a sentence each; absent: nobody looked for it
 */
export function explainMarkdown(row: DecisionRow, changes?: readonly string[]): string {
  const { explanation, verdict } = row;
  const { key, desiredReplicas, currentReplicas, summary, atMs } = explanation;
  const title = t('{0} wants {1} replicas (has {2})', key, desiredReplicas, currentReplicas ?? '?');
  return [
    `# ${escapeMarkdown(title)}`,
    [`**${escapeMarkdown(summary)}**`, escapeMarkdown(`${new Date(atMs).toISOString()}: ${verdictWords(verdict)}`)]
      .join('\n\n'),
    ...verdict.kind === 'differs' ? [verdict.reasons.map(({ text }) => `- ${escapeMarkdown(text)}`).join('\n')] : [],
    `## ${t('Steps')}\n\n${table(
      [t('step'), t('value'), t('function of the controller')], stepRows(explanation.lines),
    )}`,
    ...explanation.ledgers.map(ledger => ledgerSection(ledger, row.strangers)),
    ...changes && changes.length > 0
      ? [`## ${t('What would change it')}\n\n${changes.map(text => `- ${escapeMarkdown(text)}`).join('\n')}`] : [],
    `## ${t('Controller')}\n\n${controllerText(row)}`,
  ].join('\n\n') + '\n';
}

function verdictWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'matches': return t('matches the controller');
    case 'waiting': return t('the controller has not said so yet');
    case 'differs': return t('differs: the controller says {0}', verdict.theirs);
  }
}

/** Lines below a line are told after it, its label before theirs. */
function stepRows(lines: readonly ExplanationLine[], above = ''): string[][] {
  return lines.flatMap(({ label, text, upstream = '', lines: below }) => {
    const name = above === '' ? label : `${above}, ${label}`;
    return [[name, text, upstream], ...stepRows(below, name)];
  });
}

function ledgerSection({ metric, container, rows }: Ledger, strangers: DecisionRow['strangers']): string {
  const name = [metric, container].filter(part => part !== undefined).join(', ');
  const head = [
    t('pod'), t('group'), t('usage'), t('request'), t('of request'), t('sample age'), t('counted as'), t('why'),
  ];
  return `## ${escapeMarkdown(t('Pods counted for {0}', name))}\n\n${table(head, rows.map(row => [
    row.pod, row.group, row.usage, row.request, row.share, row.sampleAge, row.assumed,
    [row.why, strangerText(strangers[row.pod])].filter(Boolean).join('; '),
  ]))}`;
}

function strangerText(owner: string | undefined): string {
  return owner === undefined ? '' : owner === '' ? t('belongs to nobody') : t('belongs to {0}', owner);
}

function controllerText({ assumptions, isControllerSeen, memorySinceMs }: DecisionRow): string {
  const sight = isControllerSeen
    ? t('Its flags were read from its pod.') : t('No pod of kube-controller-manager is visible.');
  const memory = t('Its memory is known since {0}; what it remembers from before is not.',
    new Date(memorySinceMs).toISOString());
  return `${escapeMarkdown(`${sight} ${memory}`)}\n\n${table(
    [t('setting'), t('value'), t('source')], assumptions.map(({ what, value, from }) => [what, value, from]),
  )}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map(cell => escapeMarkdown(cell.replaceAll(/\s+/g, ' '))).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
