import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { answerMetrics, type AdapterSources } from './adapterAnswers.js';
import type { KeyAndCertificate } from './pki.js';
import { messageOf } from './userError.js';

/** What an adapter is made of. */
export interface MetricsAdapterOptions extends AdapterSources {
  readonly pair: KeyAndCertificate;
  /** The CA of the front proxy's client certificate, PEM. */
  readonly requestHeaderCa: string;
  /** Common names of the front proxy. */
  readonly allowedNames: readonly string[];
  readonly host: string;
  readonly port?: number;
}

/**
 * A server of custom.metrics.k8s.io and external.metrics.k8s.io for the aggregator.
 *
 * Like a real adapter it believes only the front proxy, by its client certificate, and answers everyone else with 401.
 * Rights are the API server's business here: whoever came through has been authenticated there, and the lab grants all
 * its users to read metrics.
 */
export class MetricsAdapter {
  readonly #server: Server;

  private constructor(private readonly options: MetricsAdapterOptions) {
    const { pair, requestHeaderCa } = options;
    this.#server = createServer({
      cert: pair.certificatePem, key: pair.keyPem, ca: requestHeaderCa, requestCert: true, rejectUnauthorized: false,
    }, (request, response) => void this.#answer(request, response));
    this.#server.on('tlsClientError', (_error, socket) => socket.destroy());
  }

  /** Starts to serve. */
  static async listen(options: MetricsAdapterOptions): Promise<MetricsAdapter> {
    const adapter = new MetricsAdapter(options);
    adapter.#server.listen(options.port ?? 0, options.host);
    await once(adapter.#server, 'listening');
    return adapter;
  }

  /** The port it listens on. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Cuts all connections and stops. */
  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!this.#isFrontProxy(request)) {
        send(response, 401, failure(401, 'Unauthorized', 'Unauthorized'));
        return;
      }
      if (request.method !== 'GET') {
        const message = 'the server does not allow this method on the requested resource';
        send(response, 405, failure(405, 'MethodNotAllowed', message));
        return;
      }
      const { status, body } = await answerMetrics(new URL(request.url ?? '/', 'https://adapter'), this.options);
      send(response, status, body);
    } catch (error) {
      send(response, 500, failure(500, 'InternalError', `Internal error occurred: ${messageOf(error)}`));
    }
  }

  #isFrontProxy({ socket }: IncomingMessage): boolean {
    if (!(socket instanceof TLSSocket) || !socket.authorized) {
      return false;
    }
    const name = socket.getPeerCertificate().subject.CN;
    return typeof name === 'string' && this.options.allowedNames.includes(name);
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

function failure(code: number, reason: string, message: string): object {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
}
