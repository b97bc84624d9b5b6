import { t } from '../../base/l10n.js';
import type { AutoscalerRow } from '../../core/hpa/autoscalerRow.js';
import type { DecisionRow } from '../../core/hpa/compare/decisionRow.js';
import { verdictText } from '../../core/hpa/compare/verdict.js';
import type { ExplanationLine, Ledger, LedgerRow } from '../../core/hpa/explain/explanation.js';
import { humanDuration } from '../../core/kube/age.js';
import { autoscalerRef, podRef } from '../../core/raw/objectRef.js';
import type { DetailNode } from './detailNode.js';
import { detail } from './detailNodes.js';
import type { LiveDetails } from './liveDetails.js';

/** `Why 7`: the decision of an autoscaler step by step, and whether the controller agrees. */
export function decisionLine(id: string, row: AutoscalerRow, live: LiveDetails): DetailNode {
  return live.node({
    id: `${id}/why`, rowId: row.id, label: t('Why {0}', row.desiredReplicas ?? row.currentReplicas),
    icon: 'question', contextValue: 'hpaWhy', about: { object: autoscalerRef(row) },
    collection: 'decision',
    subject: { namespace: row.namespace, name: row.name, uid: row.uid },
    empty: t('the autoscaler is gone'),
    headline: ([decision]) => decision && headlineOf(decision),
    draw: decisions => decisions.flatMap(decision => decisionNodes(id, row, decision)),
  });
}

function headlineOf({ verdict, explanation }: DecisionRow): string {
  const age = humanDuration(Math.max(0, Date.now() - explanation.atMs));
  const { desiredReplicas } = explanation;
  const number = verdict.kind === 'waiting' && desiredReplicas !== null ? `${desiredReplicas}: ` : '';
  return `${number}${verdictText(verdict)}, ${t('{0} ago', age)}`;
}

function decisionNodes(id: string, row: AutoscalerRow, decision: DecisionRow): DetailNode[] {
  const { verdict, explanation } = decision;
  return [
    ...verdict.kind === 'differs' ? verdict.reasons.map(({ text }, index) => detail({
      id: `${id}/why/reason/${index}`, label: t('Because'), description: text,
      icon: 'warning', color: 'list.warningForeground', contextValue: 'hpaDifference',
    })) : [],
    ...explanation.lines.map((line, index) => lineNode(`${id}/why/line/${index}`, line)),
    ...explanation.ledgers.map((ledger, index) => ledgerNode(`${id}/why/ledger/${index}`, ledger, { row, decision })),
    assumedNode(`${id}/why/assumed`, decision),
  ];
}

function lineNode(id: string, { label, text, lines }: ExplanationLine): DetailNode {
  return detail({
    id, label, description: text, spoken: spokenText(text), contextValue: 'hpaStep',
    ...lines.length === 0 ? {} : { children: () => lines.map((line, index) => lineNode(`${id}/${index}`, line)) },
  });
}

interface LedgerContext {
  readonly row: AutoscalerRow;
  readonly decision: DecisionRow;
}

function ledgerNode(id: string, ledger: Ledger, context: LedgerContext): DetailNode {
  const { metric, rows } = ledger;
  return detail({
    id, label: t('Ledger'), icon: 'list-flat', contextValue: 'hpaLedger',
    description: [metric, countsText(rows)].join(': '),
    spoken: [metric, countsText(rows)].join(', '),
    children: () => rows.map(row => ledgerRowNode(`${id}/${row.pod}`, row, context)),
  });
}

/** `4 ready, 1 missing`: groups without a pod are left out. */
function countsText(rows: readonly LedgerRow[]): string {
  const groups = ['ready', 'unready', 'missing', 'ignored', 'unknown'] as const;
  return groups
    .map(group => ({ group, count: rows.filter(row => row.group === group).length }))
    .filter(({ count }) => count > 0)
    .map(({ group, count }) => `${count} ${groupText(group)}`)
    .join(', ');
}

function groupText(group: LedgerRow['group']): string {
  switch (group) {
    case 'ready': return t('ready');
    case 'unready': return t('unready');
    case 'missing': return t('missing');
    case 'ignored': return t('ignored');
    case 'unknown': return t('not of the selector');
  }
}

function ledgerRowNode(id: string, row: LedgerRow, context: LedgerContext): DetailNode {
  const { row: { namespace, reference }, decision } = context;
  const owner = decision.strangers[row.pod];
  const parts = [
    groupText(row.group),
    row.request === '' ? row.usage : t('{0} of {1}', row.usage || '–', row.request),
    row.share,
    row.sampleAge && t('sample {0} old', row.sampleAge),
    row.assumed && t('counted as {0}', row.assumed),
    row.why,
    owner === undefined ? undefined
      : owner === '' ? t('counted, but nobody\'s') : t('counted, but of {0}, not of {1}', owner, reference),
  ].filter(Boolean);
  return detail({
    id, label: row.pod, description: parts.join('   '), spoken: parts.join(', '),
    ...owner === undefined ? { icon: row.group === 'ready' ? 'pass' : 'circle-slash' }
      : { icon: 'warning', color: 'list.warningForeground' },
    contextValue: 'hpaLedgerPod', about: { object: podRef({ namespace, name: row.pod }) },
  });
}

function assumedNode(id: string, { assumptions, isControllerSeen, memorySinceMs }: DecisionRow): DetailNode {
  const since = new Date(memorySinceMs).toLocaleTimeString();
  const sight = isControllerSeen ? t('flags as seen') : t('flags assumed');
  return detail({
    id, label: t('Controller'), description: `${sight}, ${t('memory known since {0}', since)}`,
    icon: 'server-process', contextValue: 'hpaController',
    children: () => assumptions.map(({ what, value, from }) => detail({
      id: `${id}/${what}`, label: what, description: `${value}, ${fromText(from)}`, icon: 'symbol-constant',
    })),
  });
}

function fromText(from: 'set' | 'seen' | 'default'): string {
  switch (from) {
    case 'set': return t('as set here');
    case 'seen': return t('as seen in the cluster');
    case 'default': return t('assumed: the default');
  }
}

/** Signs that only an eye understands, as words. */
function spokenText(text: string): string {
  return text.replaceAll(' → ', t(' makes ')).replaceAll(' … ', t(' to '));
}
