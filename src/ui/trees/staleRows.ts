import { isMeasured, type UsageRow } from '../../core/metrics/usageRow.js';
import type { RowStore } from '../models/rowStore.js';
import { staleText } from './usageText.js';

/** Which samples look stale, and with which words: only rows that read otherwise now have to be drawn anew. */
export class StaleRows {
  #stale: ReadonlyMap<string, string> = new Map();

  constructor(private readonly store: Pick<RowStore<UsageRow>, 'rows'>) {}

  /** The ids of the rows that read otherwise than the last time. */
  changed(nowMs: number): ReadonlySet<string> {
    const stale = new Map<string, string>();
    for (const row of this.store.rows.values()) {
      const text = isMeasured(row) ? staleText(row, nowMs) : undefined;
      if (text !== undefined) {
        stale.set(row.id, text);
      }
    }
    const before = this.#stale;
    this.#stale = stale;
    return new Set([...stale.keys(), ...before.keys()].filter(id => stale.get(id) !== before.get(id)));
  }
}
