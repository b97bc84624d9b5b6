import { ClusterError, toProblem, type ClusterProblem } from '../base/errors.js';
import type { Row } from './clusterConnection.js';
import { delay } from './delay.js';
import type { Follower, RowSink } from './follow.js';
import type { KubeClient, WatchEvent } from './kubeClient.js';

/** Between two watches that end at once, so that a server that closes every watch is not hammered. */
const SHORTEST_WATCH_MS = 1_000;
/** How often a collection is listed that may not be watched. */
const UNWATCHED_POLL_MS = 30_000;

/** The part of an object that an informer itself reads. */
export interface KubeObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly resourceVersion?: string;
  };
}

export interface InformerOptions<T extends KubeObject, R extends Row> {
  readonly client: KubeClient;
  /** The collection's path, such as `/apis/autoscaling/v2/horizontalpodautoscalers`. */
  readonly path: string;
  /** Must give the same id for the same namespace and name. */
  readonly toRow: (object: T) => R;
}

/**
 * Follows a collection by list and watch: pages of 500 first, then each change as it comes. A watch that ends is taken
 * up where it stopped; one that is too old (410) leads to a new list. Who may list but not watch gets a list now and
 * then.
 *
 * @see kubernetes/client-go tools/cache/reflector.go, `Reflector.ListAndWatch`
 */
export function informer<T extends KubeObject, R extends Row>(options: InformerOptions<T, R>): Follower<R> {
  return async (sink, signal) => {
    let unwatched: ClusterProblem | undefined;
    for (;;) {
      const { resourceVersion, ids } = await list(options, sink, signal);
      sink.complete(ids, unwatched);
      if (unwatched) {
        await delay(UNWATCHED_POLL_MS, signal);
      }
      unwatched = await watchUntilGone(options, resourceVersion, sink, signal);
    }
  };
}

/** Sends every object. Returns their ids, and the resource version from which a watch may begin. */
async function list<T extends KubeObject, R extends Row>(
  { client, path, toRow }: InformerOptions<T, R>,
  sink: RowSink<R>,
  signal: AbortSignal,
): Promise<{ readonly resourceVersion: string; readonly ids: ReadonlySet<string> }> {
  const ids = new Set<string>();
  let resourceVersion = '';
  for await (const page of client.list<T>(path, signal)) {
    const rows = (page.items ?? []).map(toRow);
    rows.forEach(({ id }) => ids.add(id));
    sink.changed(rows, []);
    resourceVersion = page.metadata?.resourceVersion ?? resourceVersion;
  }
  return { resourceVersion, ids };
}

/**
 * Watches, again and again, until the server no longer knows the version that we have. A watch that is cut is taken up
 * without a word: only one that cannot be opened is a failure.
 * @returns why it may not be watched, if it may not
 */
async function watchUntilGone<T extends KubeObject, R extends Row>(
  options: InformerOptions<T, R>,
  from: string,
  sink: RowSink<R>,
  signal: AbortSignal,
): Promise<ClusterProblem | undefined> {
  const { client, path } = options;
  let resourceVersion = from;
  for (;;) {
    const startedMs = Date.now();
    try {
      const events = await client.openWatch<T>(path, resourceVersion, signal);
      resourceVersion = await send(options, events, resourceVersion, sink);
    } catch (error) {
      if (error instanceof ClusterError && error.code === 'gone') {
        return undefined;
      }
      if (error instanceof ClusterError && error.code === 'forbidden') {
        return toProblem(error);
      }
      throw error;
    }
    await delay(Math.max(0, startedMs + SHORTEST_WATCH_MS - Date.now()), signal);
  }
}

/** Sends what a watch tells, to its end. Returns the version to go on from. */
async function send<T extends KubeObject, R extends Row>(
  { toRow }: InformerOptions<T, R>,
  events: AsyncIterable<WatchEvent<T>>,
  from: string,
  sink: RowSink<R>,
): Promise<string> {
  let resourceVersion = from;
  try {
    for await (const { type, object } of events) {
      resourceVersion = object.metadata.resourceVersion ?? resourceVersion;
      if (type === 'DELETED') {
        sink.changed([], [toRow(object).id]);
      } else if (type !== 'BOOKMARK') {
        sink.changed([toRow(object)], []);
      }
    }
  } catch (error) {
    if (!(error instanceof ClusterError) || (error.code !== 'unreachable' && error.code !== 'timeout')) {
      throw error;
    }
  }
  return resourceVersion;
}
