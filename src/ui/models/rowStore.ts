import type { Disposable } from '../../base/disposable.js';
import type { ClusterProblem } from '../../base/errors.js';
import { Emitter } from '../../base/event.js';
import type { Row, RowsEvent, Subscription } from '../../cluster/clusterConnection.js';

/** How far the rows can be believed. */
export type StoreStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  /** `unwatched`: why changes are seen only from time to time. */
  | { readonly kind: 'live'; readonly atMs: number; readonly unwatched?: ClusterProblem | undefined }
  | { readonly kind: 'failed'; readonly problem: ClusterProblem; readonly retryAtMs: number };

/** What changed since the last time: `structure` when rows came or went, or when the status is another one. */
export interface StoreChange {
  readonly ids: ReadonlySet<string>;
  readonly structure: boolean;
}

/** Opens the subscription that feeds a store. */
export type Subscribe<T extends Row> = (listener: (event: RowsEvent<T>) => void) => Subscription;

/** Changes within this time are told together: a rollout touches many rows at once. */
const COALESCE_MS = 50;

/**
 * The rows of one live collection, as a view shows them. It asks for nothing until it is opened, and keeps its rows
 * when it is closed, so that a view that is shown again has something to show while it catches up.
 */
export class RowStore<T extends Row> implements Disposable {
  readonly #rows = new Map<string, T>();
  readonly #changed = new Emitter<StoreChange>();
  #status: StoreStatus = { kind: 'idle' };
  #subscription: Subscription | undefined;
  /** Rows from before a failure, or of an earlier subscription, that have not been sent again yet. */
  #unconfirmed = new Set<string>();
  #pendingIds = new Set<string>();
  #pendingStructure = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChange = this.#changed.event;

  get rows(): ReadonlyMap<string, T> {
    return this.#rows;
  }

  get status(): StoreStatus {
    return this.#status;
  }

  /** Follows a collection from now on. With `fresh`, what an earlier one sent is of another cluster and is dropped. */
  open(subscribe: Subscribe<T>, { fresh }: { fresh: boolean }): void {
    this.close();
    if (fresh) {
      this.#rows.clear();
    }
    this.#unconfirmed = new Set(this.#rows.keys());
    this.#pendingStructure ||= fresh;
    this.#setStatus({ kind: 'loading' });
    this.#subscription = subscribe(event => this.#receive(event));
  }

  /** Ends every request; the rows stay. */
  close(): void {
    this.#subscription?.dispose();
    this.#subscription = undefined;
  }

  /** Shows a problem that kept us from subscribing at all; the rows stay. */
  fail(problem: ClusterProblem): void {
    this.close();
    this.#setStatus({ kind: 'failed', problem, retryAtMs: Infinity });
  }

  dispose(): void {
    this.close();
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }

  #receive(event: RowsEvent<T>): void {
    switch (event.kind) {
      case 'changed':
        event.rows.forEach(row => this.#set(row));
        event.removed.forEach(id => this.#delete(id));
        break;
      case 'synced':
        this.#unconfirmed.forEach(id => this.#delete(id));
        this.#unconfirmed.clear();
        this.#setStatus({ kind: 'live', atMs: event.atMs, unwatched: event.unwatched });
        break;
      case 'failed':
        this.#unconfirmed = new Set(this.#rows.keys()); // the next attempt sends everything again
        this.#setStatus({ kind: 'failed', problem: event.problem, retryAtMs: event.retryAtMs });
        break;
    }
  }

  #set(row: T): void {
    this.#pendingStructure ||= !this.#rows.has(row.id);
    this.#rows.set(row.id, row);
    this.#unconfirmed.delete(row.id);
    this.#touch(row.id);
  }

  #delete(id: string): void {
    const had = this.#rows.delete(id);
    this.#pendingStructure ||= had;
    this.#touch(id);
  }

  #setStatus(status: StoreStatus): void {
    this.#pendingStructure ||= lookOf(status) !== lookOf(this.#status) || status.kind === 'failed';
    this.#status = status;
    this.#schedule();
  }

  #touch(id: string): void {
    this.#pendingIds.add(id);
    this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const change = { ids: this.#pendingIds, structure: this.#pendingStructure };
      this.#pendingIds = new Set();
      this.#pendingStructure = false;
      this.#changed.fire(change);
    }, COALESCE_MS);
  }
}

/** What of a status is drawn. */
function lookOf(status: StoreStatus): string {
  return status.kind === 'live' && status.unwatched ? 'unwatched' : status.kind;
}
