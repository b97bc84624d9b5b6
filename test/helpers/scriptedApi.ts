import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the API has of a path: a list, one document, or a refusal. */
export type Scripted =
  | { readonly items: readonly object[] }
  | { readonly document: object }
  | { readonly status: number; readonly message: string };

const PAGING = ['limit', 'continue', 'watch', 'allowWatchBookmarks', 'resourceVersion'];

/**
 * An API server that answers what a test says, where the real one cannot be made to: it counts what it is asked and
 * which watches are open. A path is as asked, its query included, without `limit` and what a watch adds.
 */
export class ScriptedApi {
  readonly #answers = new Map<string, Scripted>();
  readonly #watches = new Map<string, Set<ServerResponse>>();
  readonly #asked: string[] = [];
  readonly #server: Server;
  readonly #folder = mkdtempSync(join(tmpdir(), 'hpa-scope-api-'));

  private constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async listen(): Promise<ScriptedApi> {
    const api = new ScriptedApi();
    await new Promise<void>(resolve => api.#server.listen(0, '127.0.0.1', resolve));
    const { port } = api.#server.address() as AddressInfo;
    writeFileSync(api.kubeconfig, JSON.stringify({
      apiVersion: 'v1', kind: 'Config', 'current-context': 'c',
      clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'u', user: { token: 't' } }],
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    }));
    return api;
  }

  get kubeconfig(): string {
    return join(this.#folder, 'kubeconfig');
  }

  /** The paths of all lists and documents that were asked for, in order. */
  get asked(): readonly string[] {
    return this.#asked;
  }

  /** The paths of all watches that are open, sorted. */
  get watched(): readonly string[] {
    return [...this.#watches].filter(([, open]) => open.size > 0).map(([path]) => path).sort();
  }

  set(path: string, answer: Scripted): void {
    this.#answers.set(path, answer);
  }

  /** Tells those who watch a path. */
  tell(path: string, type: 'ADDED' | 'MODIFIED' | 'DELETED', object: object): void {
    this.#watches.get(path)?.forEach(response => response.write(`${JSON.stringify({ type, object })}\n`));
  }

  /** Ends every watch of a path, and refuses whatever comes there next. */
  break(path: string, status: number, message: string): void {
    this.set(path, { status, message });
    this.#watches.get(path)?.forEach(response => response.end());
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    rmSync(this.#folder, { recursive: true });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://x');
    const isWatch = url.searchParams.get('watch') === 'true';
    PAGING.forEach(key => url.searchParams.delete(key));
    const path = decodeURIComponent(`${url.pathname}${url.search}`);
    const answer = this.#answers.get(path) ?? { status: 404, message: `nothing at ${path}` };
    if ('status' in answer) {
      this.#asked.push(path);
      response.writeHead(answer.status).end(JSON.stringify({ kind: 'Status', message: answer.message }));
    } else if (isWatch) {
      this.#open(path, response);
    } else {
      this.#asked.push(path);
      response.end(JSON.stringify('items' in answer
        ? { metadata: { resourceVersion: '1' }, items: answer.items }
        : answer.document));
    }
  }

  #open(path: string, response: ServerResponse): void {
    const open = this.#watches.get(path) ?? new Set();
    this.#watches.set(path, open.add(response));
    response.on('close', () => open.delete(response));
    response.writeHead(200).flushHeaders();
  }
}
