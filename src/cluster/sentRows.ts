import type { Row } from './clusterConnection.js';

/** What was sent last, so that of the next list only what differs is sent. Of the rows, only their texts are kept. */
export class SentRows<T extends Row> {
  #sent = new Map<string, string>();

  /** The ids of all that was sent last. */
  get ids(): ReadonlySet<string> {
    return new Set(this.#sent.keys());
  }

  /** Takes the next list: what of it is new or different, and the ids that are gone. */
  next(rows: readonly T[]): { readonly changed: readonly T[]; readonly removed: readonly string[] } {
    const texts = new Map(rows.map(row => [row.id, JSON.stringify(row)]));
    const changed = rows.filter(({ id }) => this.#sent.get(id) !== texts.get(id));
    const removed = [...this.#sent.keys()].filter(id => !texts.has(id));
    this.#sent = texts;
    return { changed, removed };
  }
}
