import { once } from 'node:events';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { answerKubeletRequest, type KubeletNode } from './fakeKubeletAnswers.js';
import type { KubeletAuthorizer } from './kubeletAuth.js';
import type { ServingPair } from './kubeletCertificates.js';

/** How the kubelet of one node answers `/metrics/resource`, or fails to. */
export type KubeletBehaviour =
  | { readonly kind: 'ok' | 'unauthorized' | 'forbidden' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Nothing listens on the port. */
  | { readonly kind: 'closed' }
  /** Connections are accepted and reset before the handshake. */
  | { readonly kind: 'reset' }
  /** Answers with this text instead of the model's. */
  | { readonly kind: 'body'; readonly text: string };

/**
 * Which serving certificate a node shows. `none`: a kubelet whose CSR nobody has approved yet ends every handshake
 * with an alert.
 */
export type KubeletCertificate = 'cluster-ca' | 'no-ip-san' | 'unknown-ca' | 'expired' | 'none';

/** What a {@link FakeKubelet} is made of. */
export interface FakeKubeletOptions {
  /** The same on every address. A real kubelet's is 10250. */
  readonly port: number;
  readonly authorize: KubeletAuthorizer;
  readonly servingPair: ServingPair;
  /** The CA of client certificates, PEM; without it only tokens are accepted. */
  readonly clientCa?: string;
  readonly nowMs: () => number;
}

interface Listener {
  readonly node: KubeletNode;
  readonly front: Server;
  readonly https: HttpsServer;
  readonly sockets: Set<Socket>;
  behaviour: KubeletBehaviour;
  certificate: KubeletCertificate;
}

/** TLS record: a fatal alert, internal_error, in plain text as before a ServerHello. */
const internalErrorAlert = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x50]);

/** Stand-in kubelets for any number of nodes, each on an address of its own, over real TLS. HTTP/1.1 only. */
export class FakeKubelet {
  readonly #listeners = new Map<string, Listener>();

  constructor(private readonly options: FakeKubeletOptions) {}

  /** The names of the nodes served, in the order in which they were added. */
  get nodes(): string[] {
    return [...this.#listeners.keys()];
  }

  /** Starts to serve a node: listening, well-behaved, with a certificate of the cluster's CA. */
  async addNode(node: KubeletNode): Promise<void> {
    const sockets = new Set<Socket>();
    const https = createHttpsServer(await this.#tlsOptions(node, 'cluster-ca'), (request, response) => {
      void answerKubeletRequest({ ...this.options, node, behaviour: listener.behaviour, request, response });
    });
    https.on('tlsClientError', (_error, socket) => socket.destroy());
    const front = createServer(socket => accept(listener, socket));
    const listener: Listener = {
      node, front, https, sockets, behaviour: { kind: 'ok' }, certificate: 'cluster-ca',
    };
    await listen(listener, this.options.port);
    this.#listeners.set(node.name, listener);
  }

  /** Stops serving a node and cuts its connections. */
  async removeNode(name: string): Promise<void> {
    await stopListening(this.#listener(name));
    this.#listeners.delete(name);
  }

  /** Changes how a node answers, from the next request on. Open connections are cut. */
  async setBehaviour(name: string, behaviour: KubeletBehaviour): Promise<void> {
    const listener = this.#listener(name);
    listener.behaviour = behaviour;
    cutConnections(listener);
    if (behaviour.kind === 'closed') {
      await stopListening(listener);
    } else if (!listener.front.listening) {
      await listen(listener, this.options.port);
    }
  }

  /** Changes the certificate a node shows. Open connections are cut, so that the next request sees it. */
  async setCertificate(name: string, certificate: KubeletCertificate): Promise<void> {
    const listener = this.#listener(name);
    if (certificate !== 'none') {
      listener.https.setSecureContext(await this.#tlsOptions(listener.node, certificate));
    }
    listener.certificate = certificate;
    cutConnections(listener);
  }

  /** Stops serving all nodes. */
  async close(): Promise<void> {
    await Promise.all(this.nodes.map(name => this.removeNode(name)));
  }

  #listener(name: string): Listener {
    const listener = this.#listeners.get(name);
    if (!listener) {
      throw new Error(`The stand-in kubelet has no node ${name}; it serves ${this.nodes.join(', ') || 'none'}.`);
    }
    return listener;
  }

  async #tlsOptions(node: KubeletNode, certificate: Exclude<KubeletCertificate, 'none'>): Promise<TlsOptions> {
    const { certificatePem, keyPem } = await this.options.servingPair(node, certificate);
    const { clientCa } = this.options;
    const ca = clientCa === undefined ? {} : { ca: clientCa };
    // A kubelet asks for a client certificate and goes on without one: a token may follow.
    return { cert: certificatePem, key: keyPem, ...ca, requestCert: true, rejectUnauthorized: false };
  }
}

function accept(listener: Listener, socket: Socket): void {
  listener.sockets.add(socket);
  socket.once('close', () => listener.sockets.delete(socket));
  socket.on('error', () => socket.destroy());
  if (listener.behaviour.kind === 'reset') {
    socket.resetAndDestroy();
    return;
  }
  if (listener.certificate === 'none') {
    socket.once('data', () => socket.end(internalErrorAlert));
    return;
  }
  listener.https.emit('connection', socket);
}

async function listen({ front, node }: Listener, port: number): Promise<void> {
  front.listen(port, node.address);
  await once(front, 'listening');
}

async function stopListening(listener: Listener): Promise<void> {
  cutConnections(listener);
  if (listener.front.listening) {
    await new Promise(resolve => listener.front.close(resolve));
  }
}

function cutConnections({ sockets }: Listener): void {
  for (const socket of sockets) {
    socket.destroy();
  }
}
