import { t } from '../../../base/l10n.js';
import type { LedgerRow } from './explanation.js';

/** A ledger as a table: a head, and a line for each pod. */
export interface LedgerTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The pods of a ledger in columns; a column in which no pod has anything is left out.
 *
 * @param strangers pods that the target does not own: who does; empty for nobody
 */
export function ledgerTable(rows: readonly LedgerRow[], strangers: Readonly<Record<string, string>>): LedgerTable {
  const columns: readonly (readonly [head: string, text: (row: LedgerRow) => string])[] = [
    [t('pod'), row => row.pod], [t('group'), row => row.group], [t('usage'), row => row.usage],
    [t('request'), row => row.request], [t('of request'), row => row.share], [t('sample age'), row => row.sampleAge],
    [t('counted as'), row => row.assumed],
    [t('why'), row => [row.why, strangerText(strangers[row.pod])].filter(Boolean).join('; ')],
  ];
  const used = columns.filter(([, text]) => rows.some(row => text(row) !== ''));
  return { head: used.map(([head]) => head), rows: rows.map(row => used.map(([, text]) => text(row))) };
}

function strangerText(owner: string | undefined): string {
  return owner === undefined ? '' : owner === '' ? t('belongs to nobody') : t('belongs to {0}', owner);
}
