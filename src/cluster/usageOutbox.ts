import type { Row } from './clusterConnection.js';
import { delay } from './delay.js';
import type { RowSink } from './follow.js';
import { SentRows } from './sentRows.js';

/** Small enough that no message holds up the thread that receives it. */
const ROWS_A_MESSAGE = 200;
/** A port hands over all messages that wait, in one go: the receiver gets some air between them. */
const PAUSE_MS = 8;

/** Sends whole lists of rows, and of each list only what differs from the one before, a bit at a time. */
export class Outbox<T extends Row> {
  readonly #sent = new SentRows<T>();

  constructor(private readonly sink: RowSink<T>) {}

  async send(rows: readonly T[], signal: AbortSignal): Promise<void> {
    const { changed, removed } = this.#sent.next(rows);
    for (let at = 0; at < changed.length; at += ROWS_A_MESSAGE) {
      this.sink.changed(changed.slice(at, at + ROWS_A_MESSAGE), []);
      await delay(PAUSE_MS, signal);
    }
    this.sink.changed([], removed);
  }

  /** All that was sent last is all there is. */
  complete(): void {
    this.sink.complete(this.#sent.ids);
  }
}
