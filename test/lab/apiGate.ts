import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer as createHttpsServer, request as httpsRequest } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient, type ApiCredentials } from './apiClient.js';
import { expiredStatus, failureStatus, isExpired, isWatch, type GateFault, type Status } from './gateFaults.js';
import type { KeyAndCertificate } from './pki.js';

/** One request that came to the gate. */
export interface GateRequest {
  /** When it came, Unix time in ms. */
  readonly timeMs: number;
  readonly method: string;
  /** Path and query, as the client wrote them. */
  readonly path: string;
  readonly userAgent: string;
  /** HTTP status of the answer; 0 while there is none, and for good if the connection was reset. */
  readonly status: number;
  /** Bytes of the answer's body so far, as they went over the wire (compressed ones count compressed). */
  readonly bytes: number;
  readonly open: boolean;
}

/** What a gate is made of. */
export interface GateOptions {
  /** The API server, and an identity with which the gate itself may list namespaces. */
  readonly upstream: ApiCredentials;
  readonly pair: KeyAndCertificate;
  readonly host?: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface OpenWatch {
  readonly url: URL;
  readonly response: ServerResponse;
  readonly socket: Socket | undefined;
  atLineEnd: boolean;
}

/** Beyond this the oldest records are forgotten. */
const maxRecords = 50_000;

/**
 * A reverse proxy in front of the API server: passes requests, watches and upgrades on as they are, records them, and
 * fails them on command. It serves HTTP/1.1 and knows nobody: clients authenticate to the API server, with a token (a
 * client certificate stops here).
 */
export class ApiGate {
  readonly #agent: Agent;
  readonly #records: Mutable<GateRequest>[] = [];
  readonly #watches = new Set<OpenWatch>();
  /** The TCP connections below TLS, by the client's port: only they can be reset. */
  readonly #sockets = new Map<number, Socket>();
  readonly #https;
  readonly #front;
  #faults: readonly GateFault[] = [];
  /** The first version that is remembered, while a `watchGone` is set. */
  #horizon = 0;

  private constructor(private readonly options: GateOptions) {
    const { ca } = options.upstream;
    this.#agent = new Agent({ keepAlive: true, ca });
    this.#https = createHttpsServer({ cert: options.pair.certificatePem, key: options.pair.keyPem });
    this.#https.on('request', (request, response) => void this.#handle(request, response));
    this.#https.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      void this.#upgrade(request, socket, head);
    });
    this.#https.on('tlsClientError', (_error, socket) => socket.destroy());
    this.#front = createServer(socket => this.#accept(socket));
  }

  /** Starts a gate on a free port. */
  static async listen(options: GateOptions): Promise<ApiGate> {
    const gate = new ApiGate(options);
    gate.#front.listen(0, options.host ?? '127.0.0.1');
    await once(gate.#front, 'listening');
    return gate;
  }

  /** Where it listens. */
  get url(): string {
    const { address, port } = this.#front.address() as AddressInfo;
    return `https://${address}:${port}`;
  }

  /** Replaces the faults in force. `dropWatches` acts once, now; the others until {@link clear}. */
  async set(...faults: readonly GateFault[]): Promise<void> {
    if (faults.some(fault => fault.kind === 'watchGone')) {
      this.#horizon = await this.#currentVersion();
    }
    this.#faults = faults;
    for (const fault of faults) {
      this.#actOnOpenWatches(fault);
    }
  }

  /** Passes everything on again. */
  clear(): void {
    this.#faults = [];
  }

  /** The requests so far, oldest first; watches count their bytes while they are open. */
  requests(): GateRequest[] {
    return this.#records.map(record => ({ ...record }));
  }

  /** Forgets the requests so far. */
  forgetRequests(): void {
    this.#records.length = 0;
  }

  /** Cuts all connections and stops. */
  async close(): Promise<void> {
    this.#agent.destroy();
    const closed = new Promise(resolve => this.#front.close(resolve));
    this.#sockets.forEach(socket => socket.destroy());
    await closed;
  }

  #accept(socket: Socket): void {
    const port = socket.remotePort ?? 0;
    this.#sockets.set(port, socket);
    socket.once('close', () => this.#sockets.delete(port));
    socket.on('error', () => socket.destroy());
    this.#https.emit('connection', socket);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const record = this.#record(request);
    response.once('close', () => { record.open = false; });
    const url = new URL(request.url ?? '/', this.url);
    if (await this.#fail(request, url, record, response)) {
      return;
    }
    this.#forward(request, response, url, record);
  }

  /** Applies the faults that match. True: the request has been dealt with. */
  async #fail(
    request: IncomingMessage, url: URL, record: Mutable<GateRequest>, response?: ServerResponse,
  ): Promise<boolean> {
    for (const fault of this.#faults.filter(f => matches(f, url))) {
      if (fault.kind === 'slow') {
        await sleep(fault.delayMs, undefined, { ref: false });
      } else if (fault.kind === 'reset' || (fault.kind === 'status' && !response)) {
        this.#sockets.get(request.socket.remotePort ?? 0)?.resetAndDestroy();
        return true;
      } else if (fault.kind === 'status' && response) {
        sendStatus(response, record, failureStatus(fault.code, fault.retryAfterSeconds), fault.code);
        return true;
      } else if (fault.kind === 'watchGone' && response && isWatch(url) && isExpired(url, this.#horizon)) {
        const gone = expiredStatus(url.searchParams.get('resourceVersion'), this.#horizon);
        const asEvent = fault.answer !== 'status';
        sendStatus(response, record, asEvent ? { type: 'ERROR', object: gone } : gone, asEvent ? 200 : 410);
        return true;
      }
    }
    return false;
  }

  #forward(request: IncomingMessage, response: ServerResponse, url: URL, record: Mutable<GateRequest>): void {
    const upstream = this.#open(request, { agent: this.#agent });
    response.once('close', () => upstream.destroy());
    upstream.on('error', () => this.#sockets.get(request.socket.remotePort ?? 0)?.destroy());
    upstream.on('response', answer => {
      record.status = answer.statusCode ?? 0;
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
      response.flushHeaders();
      const watch = isWatch(url) ? this.#watch(request, response, url) : undefined;
      answer.on('data', (chunk: Buffer) => {
        record.bytes += chunk.length;
        if (watch) {
          watch.atLineEnd = chunk.at(-1) === 0x0a;
        }
      });
      answer.on('aborted', () => response.destroy());
      answer.pipe(response);
    });
    request.pipe(upstream);
  }

  async #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const record = this.#record(request);
    socket.once('close', () => { record.open = false; });
    socket.on('error', () => socket.destroy());
    if (await this.#fail(request, new URL(request.url ?? '/', this.url), record)) {
      return;
    }
    const upstream = this.#open(request, { agent: false, ca: this.options.upstream.ca });
    upstream.on('error', () => socket.destroy());
    upstream.on('response', answer => {
      // The upgrade was refused: hand the refusal on as it is.
      record.status = answer.statusCode ?? 0;
      socket.write(headText(answer));
      answer.pipe(socket);
    });
    upstream.on('upgrade', (answer, far, farHead: Buffer) => {
      record.status = 101;
      far.on('error', () => far.destroy());
      far.on('data', (chunk: Buffer) => { record.bytes += chunk.length; });
      socket.write(headText(answer));
      socket.write(farHead);
      far.write(head);
      far.pipe(socket);
      socket.pipe(far);
      socket.once('close', () => far.destroy());
      far.once('close', () => socket.destroy());
    });
    upstream.end();
  }

  #open(request: IncomingMessage, options: { agent: Agent | false; ca?: string }) {
    return httpsRequest(new URL(request.url ?? '/', this.options.upstream.server), {
      ...options,
      method: request.method,
      // As they came, the client's `Host` included: the API server does not look at it.
      headers: request.rawHeaders,
    });
  }

  #watch(request: IncomingMessage, response: ServerResponse, url: URL): OpenWatch {
    const socket = this.#sockets.get(request.socket.remotePort ?? 0);
    const watch = { url, response, socket, atLineEnd: true };
    this.#watches.add(watch);
    response.once('close', () => this.#watches.delete(watch));
    return watch;
  }

  #actOnOpenWatches(fault: GateFault): void {
    for (const watch of [...this.#watches].filter(({ url }) => matches(fault, url))) {
      if (fault.kind === 'dropWatches') {
        watch.socket?.destroy();
      } else if (fault.kind === 'watchGone') {
        const version = watch.url.searchParams.get('resourceVersion');
        const gone = { type: 'ERROR', object: expiredStatus(version, this.#horizon) };
        // In the middle of an event nothing can be added; the cut alone makes the client come back and be told.
        watch.response.end(watch.atLineEnd ? `${JSON.stringify(gone)}\n` : undefined);
      }
    }
  }

  async #currentVersion(): Promise<number> {
    const client = new ApiClient(this.options.upstream);
    try {
      const list = await client.get<{ metadata: { resourceVersion: string } }>('/api/v1/namespaces?limit=1');
      return Number(list.metadata.resourceVersion);
    } finally {
      client.close();
    }
  }

  #record(request: IncomingMessage): Mutable<GateRequest> {
    const record = {
      timeMs: Date.now(),
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      userAgent: request.headers['user-agent'] ?? '',
      status: 0,
      bytes: 0,
      open: true,
    };
    this.#records.push(record);
    if (this.#records.length > maxRecords) {
      this.#records.shift();
    }
    return record;
  }
}

function matches({ paths }: GateFault, url: URL): boolean {
  return paths === undefined || paths.test(url.pathname + url.search);
}

function sendStatus(response: ServerResponse, record: Mutable<GateRequest>, body: Status | object, code: number): void {
  const text = `${JSON.stringify(body)}\n`;
  const retryAfter = 'details' in body ? body.details?.retryAfterSeconds : undefined;
  record.status = code;
  record.bytes = Buffer.byteLength(text);
  response.writeHead(code, {
    'Content-Type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'Retry-After': retryAfter }),
  });
  response.end(text);
}

function headText({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  let head = `HTTP/1.1 ${statusCode} ${statusMessage}\r\n`;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    head += `${rawHeaders[i]}: ${rawHeaders[i + 1]}\r\n`;
  }
  return `${head}\r\n`;
}
