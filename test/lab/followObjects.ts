import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from './apiClient.js';

/** What {@link followObjects} tells. */
export interface Follower<T> {
  /** A list: all there is at this moment. */
  replaceAll(objects: readonly T[]): void;
  put(object: T): void;
  remove(object: T): void;
}

interface List<T> {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly T[];
}

const pauseMs = 500;

/** Lists and watches a collection until the signal; after any failure it waits a moment and lists again. */
export async function followObjects<T>(
  client: ApiClient, path: string, follower: Follower<T>, signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const list = await client.send<List<T>>(path, { signal });
      follower.replaceAll(list.items);
      await followChanges(client, `${path}?resourceVersion=${list.metadata.resourceVersion}`, follower, signal);
    } catch {
      // The API server is away, or the history is gone: listing again tells.
    }
    await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function followChanges<T>(
  client: ApiClient, path: string, follower: Follower<T>, signal: AbortSignal,
): Promise<void> {
  for await (const { type, object } of client.watch<T>(path, signal)) {
    switch (type) {
      case 'ADDED':
      case 'MODIFIED':
        follower.put(object);
        break;
      case 'DELETED':
        follower.remove(object);
        break;
      case 'ERROR':
        return;
      case 'BOOKMARK':
    }
  }
}
