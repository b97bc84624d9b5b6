import { ClusterError, toProblem, type ClusterProblem } from '../base/errors.js';
import type { Row, RowsEvent, Subscription } from './clusterConnection.js';
import { Backoff } from './backoff.js';
import { delay } from './delay.js';

/** Where a follower sends what it finds. */
export interface RowSink<T extends Row> {
  changed(rows: readonly T[], removed: readonly string[]): void;
  /** All that the cluster has was sent: what was sent earlier and is not among these ids has gone. */
  complete(ids: ReadonlySet<string>, unwatched?: ClusterProblem): void;
}

/** Follows a collection until aborted. It never returns by itself: it throws when something fails. */
export type Follower<T extends Row> = (sink: RowSink<T>, signal: AbortSignal) => Promise<never>;

/**
 * Runs a follower for as long as someone listens. When it fails it says so, waits (1 to 30 s, or until `retry`), and
 * starts it again; the rows that were sent stay with the listener meanwhile. Of the rows, only their ids are kept here.
 */
export function follow<T extends Row>(follower: Follower<T>, listener: (event: RowsEvent<T>) => void): Subscription {
  const ended = new AbortController();
  const backoff = new Backoff();
  let waiting: AbortController | undefined;

  const tell = (event: RowsEvent<T>): void => {
    if (!ended.signal.aborted) {
      listener(event);
    }
  };

  const run = async (): Promise<void> => {
    const sink = rowSink(tell, () => backoff.reset());
    while (!ended.signal.aborted) {
      try {
        await follower(sink, ended.signal);
      } catch (error) {
        if (ended.signal.aborted) {
          return;
        }
        const waitMs = backoff.next(error instanceof ClusterError ? error.retryAfterSeconds : undefined);
        waiting = new AbortController();
        tell({ kind: 'failed', problem: toProblem(error), retryAtMs: Date.now() + waitMs });
        await delay(waitMs, AbortSignal.any([ended.signal, waiting.signal])).catch(() => undefined);
      }
    }
  };

  void run();
  return { dispose: () => ended.abort(), retry: () => waiting?.abort() };
}

function rowSink<T extends Row>(tell: (event: RowsEvent<T>) => void, onComplete: () => void): RowSink<T> {
  const known = new Set<string>();
  const changed = (rows: readonly T[], removed: readonly string[]): void => {
    rows.forEach(({ id }) => known.add(id));
    removed.forEach(id => known.delete(id));
    if (rows.length + removed.length > 0) {
      tell({ kind: 'changed', rows, removed });
    }
  };

  return {
    changed,
    complete: (ids, unwatched) => {
      changed([], [...known].filter(id => !ids.has(id)));
      onComplete();
      tell({ kind: 'synced', atMs: Date.now(), ...(unwatched ? { unwatched } : {}) });
    },
  };
}
