import { compareBytes } from '../base/compareBytes.js';
import type { Disposable } from '../base/disposable.js';
import { PENDING, mapSeen, seen, unseen, type Seen } from '../core/kube/seen.js';
import type { Row, RowsEvent } from './clusterConnection.js';
import { follow, type Follower } from './follow.js';

/**
 * The objects of one collection, kept up to date until disposed, or why they cannot be seen. A failure here is nobody
 * else's: it is tried again by itself, later each time.
 */
export class WatchedObjects<T extends Row> implements Disposable {
  readonly #objects = new Map<string, T>();
  readonly #subscription: Disposable;
  #state: Seen<number> = PENDING;

  /** @param onChange what {@link seen} says is different now */
  constructor(follower: Follower<T>, private readonly onChange: () => void) {
    this.#subscription = follow(follower, event => this.#receive(event));
  }

  /** The objects, by id. */
  get seen(): Seen<readonly T[]> {
    return mapSeen(this.#state, () => [...this.#objects.values()].sort((a, b) => compareBytes(a.id, b.id)));
  }

  /** When the collection was last complete, Unix time; 0 before. */
  get completeAtMs(): number {
    return this.#state.kind === 'seen' ? this.#state.value : 0;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #receive(event: RowsEvent<T>): void {
    switch (event.kind) {
      case 'changed':
        if (this.#change(event.rows, event.removed) && this.#state.kind === 'seen') {
          this.onChange();
        }
        break;
      case 'synced':
        this.#state = seen(event.atMs, event.unwatched);
        this.onChange();
        break;
      case 'failed':
        this.#state = unseen(event.problem);
        this.onChange();
        break;
    }
  }

  /** Most changes of an object are of fields that we do not read: they are none. */
  #change(objects: readonly T[], removed: readonly string[]): boolean {
    let isChanged = false;
    for (const object of objects) {
      isChanged ||= JSON.stringify(this.#objects.get(object.id)) !== JSON.stringify(object);
      this.#objects.set(object.id, object);
    }
    for (const id of removed) {
      isChanged = this.#objects.delete(id) || isChanged;
    }
    return isChanged;
  }
}
