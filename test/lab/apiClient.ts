import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import { json, text } from 'node:stream/consumers';
import { parse } from 'yaml';

/** How to reach an API server, with the material itself and no paths. */
export interface ApiCredentials {
  readonly server: string;
  readonly ca: string;
  readonly cert?: string;
  readonly key?: string;
  readonly token?: string;
}

/** One event of a watch. */
export interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: T;
}

/** The API server answered with a failure. */
export class ApiStatusError extends Error {
  override readonly name = 'ApiStatusError';

  constructor(readonly code: number, message: string) {
    super(message);
  }
}

interface ApiRequest {
  readonly method?: string;
  readonly body?: object;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/** A small client of the API server for the lab's own parts: JSON in, JSON out, and watches. */
export class ApiClient {
  readonly #agent: Agent;

  constructor(private readonly credentials: ApiCredentials) {
    const { ca, cert, key } = credentials;
    this.#agent = new Agent({ keepAlive: true, ca, ...(cert ? { cert } : {}), ...(key ? { key } : {}) });
  }

  /** GET a path; the caller says what comes back. */
  async get<T>(path: string): Promise<T> {
    return this.send<T>(path, {});
  }

  /** Sends one request and returns the parsed body; an answer of 400 and above is thrown as {@link ApiStatusError}. */
  async send<T>(path: string, options: ApiRequest): Promise<T> {
    const response = await this.#open(path, options);
    if ((response.statusCode ?? 0) >= 400) {
      throw await statusError(response);
    }
    return await json(response) as T;
  }

  /** The events of one watch, until it ends. The path carries the query, `watch=true` is added. */
  async *watch<T>(path: string, signal: AbortSignal): AsyncGenerator<WatchEvent<T>> {
    const separator = path.includes('?') ? '&' : '?';
    const response = await this.#open(`${path}${separator}watch=true`, { signal });
    if ((response.statusCode ?? 0) >= 400) {
      throw await statusError(response);
    }
    for await (const line of createInterface({ input: response, crlfDelay: Infinity })) {
      if (line !== '') {
        yield JSON.parse(line) as WatchEvent<T>;
      }
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.#agent.destroy();
  }

  #open(path: string, { method, body, contentType, signal }: ApiRequest): Promise<IncomingMessage> {
    const { server, token } = this.credentials;
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      Accept: 'application/json',
      'User-Agent': 'hpa-scope-lab',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(payload === undefined ? {} : {
        'Content-Type': contentType ?? 'application/json',
        'Content-Length': Buffer.byteLength(payload),
      }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, server), {
        agent: this.#agent,
        method: method ?? (payload === undefined ? 'GET' : 'POST'),
        headers,
        ...(signal ? { signal } : {}),
      }, resolve);
      sent.on('error', reject);
      sent.end(payload);
    });
  }
}

/** Reads the current context of a kubeconfig file; files it names are read too. */
export function readKubeconfig(path: string): ApiCredentials {
  const config = parse(readFileSync(path, 'utf8')) as Kubeconfig;
  const context = config.contexts.find(c => c.name === config['current-context'])?.context;
  const cluster = config.clusters.find(c => c.name === context?.cluster)?.cluster;
  const user = config.users.find(u => u.name === context?.user)?.user ?? {};
  if (!cluster) {
    throw new Error(`${path}: the current context names no cluster.`);
  }
  const cert = material(user, 'client-certificate');
  const key = material(user, 'client-key');
  return {
    server: cluster.server,
    ca: material(cluster, 'certificate-authority') ?? '',
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(user.token === undefined ? {} : { token: user.token }),
  };
}

interface Kubeconfig {
  readonly 'current-context': string;
  readonly contexts: { name: string; context: { cluster: string; user: string } }[];
  readonly clusters: { name: string; cluster: { server: string } & Record<string, string> }[];
  readonly users: { name: string; user: Record<string, string> }[];
}

function material(source: Record<string, string>, field: string): string | undefined {
  const inline = source[`${field}-data`];
  const file = source[field];
  if (inline !== undefined) {
    return Buffer.from(inline, 'base64').toString();
  }
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}

async function statusError(response: IncomingMessage): Promise<ApiStatusError> {
  const code = response.statusCode ?? 0;
  const body = await text(response);
  try {
    const status = JSON.parse(body) as { message?: string };
    return new ApiStatusError(code, status.message ?? body);
  } catch {
    return new ApiStatusError(code, body);
  }
}
