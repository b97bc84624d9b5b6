import { ClusterError, type ClusterProblem } from '../base/errors.js';
import type {
  ClusterCalls, ClusterConnection, CollectionTarget, Collections, Row, RowsEvent, Subscription,
} from './clusterConnection.js';
import type { CallResult, FromCluster, Port, ToCluster } from './connectionPort.js';

/** The other end of the port; `dispose` ends it, and with it every request. */
export type ClusterThread = Port<ToCluster, FromCluster> & { readonly end: () => void };

interface PendingCall {
  readonly resolve: (value: CallResult) => void;
  readonly reject: (error: Error) => void;
}

interface RemoteSubscription {
  readonly collection: keyof Collections;
  readonly target: CollectionTarget;
  readonly listener: (event: RowsEvent<Row>) => void;
}

/** After the far end was lost; a thread that dies at once must not be started in a loop. */
const RESTART_MS = 5_000;

/** Plain `Omit` would flatten the union. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** A {@link ClusterConnection} whose work is done at the other end of a port. The port is opened by the first use. */
export class RemoteConnection implements ClusterConnection {
  readonly #calls = new Map<number, PendingCall>();
  readonly #subscriptions = new Map<number, RemoteSubscription>();
  #thread: ClusterThread | undefined;
  #restarting: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;

  /** @param start opens the port; called once, when something is first asked */
  constructor(private readonly start: () => ClusterThread) {}

  ask<Name extends keyof ClusterCalls>(
    call: Name,
    input: ClusterCalls[Name]['takes'],
    signal: AbortSignal,
  ): Promise<ClusterCalls[Name]['answers']> {
    return this.#call({ kind: 'ask', call, input }, signal);
  }

  subscribe<Name extends keyof Collections>(
    collection: Name,
    target: CollectionTarget,
    listener: (event: RowsEvent<Collections[Name]>) => void,
  ): Subscription {
    const id = this.#nextId();
    this.#subscriptions.set(id, { collection, target, listener: listener as RemoteSubscription['listener'] });
    this.#post({ kind: 'subscribe', id, collection, target });
    return {
      retry: () => this.#post({ kind: 'retry', id }),
      dispose: () => {
        if (this.#subscriptions.delete(id)) {
          this.#post({ kind: 'end', id });
        }
      },
    };
  }

  /** The other end is gone: fails what is under way, says so to every listener, and starts a new one after a while. */
  lost(problem: ClusterProblem): void {
    this.#thread = undefined;
    this.#calls.forEach(({ reject }) => reject(toError(problem)));
    this.#calls.clear();
    const retryAtMs = Date.now() + RESTART_MS;
    const cut = [...this.#subscriptions];
    cut.forEach(([, { listener }]) => listener({ kind: 'failed', problem, retryAtMs }));
    clearTimeout(this.#restarting);
    this.#restarting = setTimeout(() => {
      for (const [id, { collection, target }] of cut.filter(([id]) => this.#subscriptions.has(id))) {
        this.#post({ kind: 'subscribe', id, collection, target });
      }
    }, RESTART_MS);
  }

  dispose(): void {
    this.#thread?.end();
    this.#thread = undefined;
    clearTimeout(this.#restarting);
    this.#calls.clear();
    this.#subscriptions.clear();
  }

  #call(message: WithoutId<ToCluster>, signal: AbortSignal): Promise<CallResult> {
    signal.throwIfAborted();
    const id = this.#nextId();
    return new Promise<CallResult>((resolve, reject) => {
      const onAbort = (): void => {
        this.#calls.delete(id);
        this.#post({ kind: 'end', id });
        reject(signal.reason as Error);
      };
      const settled = (): void => signal.removeEventListener('abort', onAbort);
      this.#calls.set(id, {
        resolve: value => { settled(); resolve(value); },
        reject: error => { settled(); reject(error); },
      });
      signal.addEventListener('abort', onAbort, { once: true });
      this.#post({ ...message, id });
    });
  }

  #receive(message: FromCluster): void {
    switch (message.kind) {
      case 'rows':
        this.#subscriptions.get(message.id)?.listener(message.event);
        break;
      case 'result':
        this.#calls.get(message.id)?.resolve(message.value);
        this.#calls.delete(message.id);
        break;
      case 'error':
        this.#calls.get(message.id)?.reject(toError(message.problem));
        this.#calls.delete(message.id);
        break;
    }
  }

  #post(message: ToCluster): void {
    if (!this.#thread) {
      this.#thread = this.start();
      this.#thread.on('message', received => this.#receive(received));
    }
    this.#thread.postMessage(message);
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

function toError({ code, message }: ClusterProblem): Error {
  return code === 'bug' ? new Error(message) : new ClusterError(code, message);
}
