import { createInterface } from 'node:readline';
import { request, type Dispatcher } from 'undici';
import { ClusterError } from '../base/errors.js';
import { t } from '../base/l10n.js';
import type { Credentials } from './credentials.js';
import { KeptCredentials } from './keptCredentials.js';
import type { ClusterAccess } from './kubeconfig/clusterAccess.js';
import { readText } from './readText.js';
import { toRequestError, toStatusError } from './requestError.js';

const PAGE_SIZE = 500;
const REQUEST_TIMEOUT_MS = 30_000;
/** The API server sends a bookmark about once a minute, so a watch that says nothing for longer is dead. */
const WATCH_SILENCE_MS = 150_000;
/** Answers about who asks, or how often: they say nothing of what another client is told. */
const OURS_ALONE: ReadonlySet<number> = new Set([401, 403, 429]);

/** A page of a list, as the API server sent it. */
export interface KubeList<T> {
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  /** Go sends null for none. */
  readonly items: readonly T[] | null;
}

/** What the API server said, as it came. */
export interface KubeAnswer {
  readonly status: number;
  readonly body: string;
  /** The server's clock when it answered, in whole seconds. Unix time, ms; absent when it did not say. */
  readonly dateMs: number | undefined;
}

/** One line of a watch. */
export interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: T;
}

/** Reads from one API server: plain JSON, without model classes. It never writes. Errors are {@link ClusterError}s. */
export class KubeClient {
  readonly #server: URL;
  readonly #credentials: KeptCredentials;

  constructor(access: ClusterAccess) {
    this.#server = access.server;
    this.#credentials = new KeptCredentials(access);
  }

  /** GETs a path such as `/apis/apps/v1/deployments` and parses the answer. */
  async get<T>(path: string, signal: AbortSignal): Promise<T> {
    const response = await this.#send(path, signal, REQUEST_TIMEOUT_MS);
    const body = await this.#orRequestError(response.body.text());
    try {
      return JSON.parse(body) as T;
    } catch (error) {
      throw new ClusterError('badResponse', t('the answer to {0} is not JSON', path), { cause: error });
    }
  }

  /** GETs a path and hands the answer on as it came. @throws ClusterError `badResponse` also when it is longer */
  async getText(path: string, maxBytes: number, signal: AbortSignal): Promise<string> {
    const response = await this.#send(path, signal, REQUEST_TIMEOUT_MS);
    return this.#orRequestError(readText(response.body, maxBytes));
  }

  /**
   * GETs a path and hands on whatever was answered, a failure too: to somebody else it would have been the same.
   * @throws ClusterError when there was no answer, or one to us alone: 401, 403 and 429; also when it is too long
   */
  async getAnswer(path: string, maxBytes: number, signal: AbortSignal): Promise<KubeAnswer> {
    const response = await this.#sendAny(path, signal, REQUEST_TIMEOUT_MS);
    if (OURS_ALONE.has(response.statusCode)) {
      throw await this.#statusError(response, path);
    }
    const body = await this.#orRequestError(readText(response.body, maxBytes));
    const dateMs = Date.parse(String(response.headers['date']));
    return { status: response.statusCode, body, dateMs: Number.isNaN(dateMs) ? undefined : dateMs };
  }

  /** Lists a collection in pages of 500. The resource version of a page is where a watch may begin. */
  async *list<T>(path: string, signal: AbortSignal): AsyncGenerator<KubeList<T>> {
    let next: string | undefined = '';
    while (next !== undefined) {
      const page: KubeList<T> = await this.get(withQuery(path, { limit: String(PAGE_SIZE), continue: next }), signal);
      yield page;
      next = page.metadata?.continue || undefined;
    }
  }

  /**
   * Opens a watch of a collection from a resource version on. It ends when the server ends it, which it does every few
   * minutes, and fails when the connection is cut; either way it can be taken up where it stopped.
   * @throws ClusterError `gone`, here or from the watch, when the version is too old to go on from
   */
  async openWatch<T>(
    path: string,
    resourceVersion: string,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<WatchEvent<T>>> {
    const query = { watch: 'true', allowWatchBookmarks: 'true', resourceVersion };
    const { body } = await this.#send(withQuery(path, query), signal, WATCH_SILENCE_MS);
    return this.#eventsOf<T>(body);
  }

  /** The files of certificates and tokens are read again with the next request. */
  filesChanged(): void {
    this.#credentials.filesChanged();
  }

  /** Closes the connections. */
  dispose(): void {
    this.#credentials.dispose();
  }

  async *#eventsOf<T>(body: Dispatcher.ResponseData['body']): AsyncGenerator<WatchEvent<T>> {
    const lines = createInterface({ input: body, crlfDelay: Infinity });
    // To be destroyed before its end is an error of the body, and so of the lines: unheard, it would end the thread.
    for (const part of [body, lines]) {
      part.on('error', () => undefined);
    }
    try {
      for await (const line of lines) {
        const event = JSON.parse(line) as WatchEvent<T>;
        if (event.type === 'ERROR') {
          const status = event.object as { code?: number };
          throw toStatusError(status.code ?? 500, JSON.stringify(status), undefined);
        }
        yield event;
      }
    } catch (error) {
      throw toRequestError(error, this.#server, this.#credentials.proxy);
    } finally {
      body.destroy();
    }
  }

  /** Sends a GET whose answer has to be a success. */
  async #send(path: string, signal: AbortSignal, bodyTimeout: number): Promise<Dispatcher.ResponseData> {
    const response = await this.#sendAny(path, signal, bodyTimeout);
    if (response.statusCode >= 300) {
      throw await this.#statusError(response, path);
    }
    return response;
  }

  /** Sends a GET; a refused credential is asked for once more, since it may just have run out. */
  async #sendAny(path: string, signal: AbortSignal, bodyTimeout: number): Promise<Dispatcher.ResponseData> {
    const credentials = await this.#credentials.current();
    let response = await this.#sendOnce(path, signal, bodyTimeout, credentials);
    if (response.statusCode === 401) {
      await response.body.dump();
      response = await this.#sendOnce(path, signal, bodyTimeout, await this.#credentials.insteadOf(credentials));
    }
    return response;
  }

  async #statusError({ statusCode, headers, body }: Dispatcher.ResponseData, path: string): Promise<ClusterError> {
    const retryAfter = headers['retry-after'];
    const text = await this.#orRequestError(body.text());
    return toStatusError(statusCode, text, typeof retryAfter === 'string' ? retryAfter : undefined, path);
  }

  #sendOnce(
    path: string,
    signal: AbortSignal,
    bodyTimeout: number,
    { headers, dispatcher }: Credentials,
  ): Promise<Dispatcher.ResponseData> {
    const url = `${this.#server.origin}${this.#server.pathname.replace(/\/$/, '')}${path}`;
    return this.#orRequestError(request(url, {
      headers: { accept: 'application/json', 'user-agent': 'hpa-scope', ...headers },
      dispatcher,
      signal,
      headersTimeout: REQUEST_TIMEOUT_MS,
      bodyTimeout,
    }));
  }

  async #orRequestError<T>(result: Promise<T>): Promise<T> {
    try {
      return await result;
    } catch (error) {
      throw toRequestError(error, this.#server, this.#credentials.proxy);
    }
  }
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
}
