import type { Disposable } from '../base/disposable.js';
import type { Row } from './clusterConnection.js';
import type { Follower } from './follow.js';
import { WatchedObjects } from './watchedObjects.js';

/** Watches of one kind, by key. Each is opened when it is first looked at, and ends when nobody looks any more. */
export class WatchSet<T extends Row> implements Disposable {
  readonly #watches = new Map<string, WatchedObjects<T>>();
  #lookedAt = new Set<string>();

  constructor(private readonly onChange: () => void) {}

  /** @param follower what the key stands for; used the first time only */
  look(key: string, follower: () => Follower<T>): WatchedObjects<T> {
    this.#lookedAt.add(key);
    const watch = this.#watches.get(key) ?? new WatchedObjects(follower(), this.onChange);
    this.#watches.set(key, watch);
    return watch;
  }

  /** Ends those that were not looked at since the last time. */
  sweep(): void {
    for (const [key, watch] of this.#watches) {
      if (!this.#lookedAt.has(key)) {
        watch.dispose();
        this.#watches.delete(key);
      }
    }
    this.#lookedAt = new Set();
  }

  dispose(): void {
    this.#lookedAt = new Set();
    this.sweep();
  }
}
