import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import type { KubeletBehaviour } from './fakeKubelet.js';
import type { KubeletAuthorizer } from './kubeletAuth.js';
import { formatResourceMetrics, resourceMetricsContentType } from './kubeletText.js';
import type { NodeUsage } from './usageModel.js';

/** A node as its stand-in kubelet knows it. */
export interface KubeletNode {
  readonly name: string;
  readonly address: string;
  readonly usage: NodeUsage;
  /** The log of a container, line by line; undefined: no such container. */
  readonly logs?: (namespace: string, pod: string, container: string) => readonly string[] | undefined;
}

/** One request to a stand-in kubelet, and all that its answer depends on. */
export interface KubeletExchange {
  readonly node: KubeletNode;
  readonly behaviour: KubeletBehaviour;
  readonly authorize: KubeletAuthorizer;
  readonly nowMs: () => number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers as a kubelet does: who are you, may you, and then the body. Never throws. */
export async function answerKubeletRequest(exchange: KubeletExchange): Promise<void> {
  const { request, response, behaviour, node } = exchange;
  try {
    const url = new URL(request.url ?? '/', 'https://kubelet');
    const subresource = url.pathname.startsWith('/metrics/') ? 'metrics' : 'proxy';
    const verdict = behaviour.kind === 'unauthorized' || behaviour.kind === 'forbidden'
      ? { kind: behaviour.kind, user: 'system:serviceaccount:kube-system:metrics-server' }
      : await exchange.authorize({ ...credentials(request), verb: verbOf(request), subresource, node: node.name });
    if (verdict.kind === 'unauthorized') {
      sendText(response, 401, 'Unauthorized');
      return;
    }
    if (verdict.kind === 'forbidden') {
      const what = `verb=${verbOf(request)}, resource=nodes, subresource(s)=[${subresource}]`;
      sendText(response, 403, `Forbidden (user=${verdict.user}, ${what})\n`);
      return;
    }
    await answerPath(exchange, url);
  } catch (error) {
    sendText(response, 500, `${error instanceof Error ? error.message : String(error)}\n`);
  }
}

async function answerPath({ node, behaviour, nowMs, request, response }: KubeletExchange, url: URL): Promise<void> {
  const [, first, ...rest] = url.pathname.split('/');
  if (url.pathname === '/healthz') {
    sendText(response, 200, 'ok');
    return;
  }
  if (url.pathname === '/metrics/resource') {
    if (behaviour.kind === 'slow') {
      await sleep(behaviour.delayMs, undefined, { ref: false });
    }
    const text = behaviour.kind === 'body' ? behaviour.text : formatResourceMetrics(node.usage, nowMs());
    sendMetrics(request, response, text);
    return;
  }
  if (first === 'containerLogs') {
    const [namespace = '', pod = '', container = ''] = rest.map(part => decodeURIComponent(part));
    const lines = node.logs?.(namespace, pod, container);
    const tail = url.searchParams.get('tailLines');
    const shown = tail === null ? lines : lines?.slice(Math.max(0, lines.length - Number(tail)));
    if (shown) {
      sendText(response, 200, shown.map(line => `${line}\n`).join(''));
    } else {
      sendText(response, 404, `pods "${pod}" not found\n`);
    }
    return;
  }
  sendText(response, 404, '404 page not found\n');
}

function credentials(request: IncomingMessage): { token?: string; clientName?: string } {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const { socket } = request;
  const subject = socket instanceof TLSSocket && socket.authorized ? socket.getPeerCertificate().subject : undefined;
  const clientName = typeof subject?.CN === 'string' ? subject.CN : undefined;
  return { ...(token === undefined ? {} : { token }), ...(clientName === undefined ? {} : { clientName }) };
}

const verbs: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

function verbOf({ method }: IncomingMessage): string {
  return verbs[method ?? 'GET'] ?? 'get';
}

function sendMetrics(request: IncomingMessage, response: ServerResponse, text: string): void {
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  response.writeHead(200, {
    'Content-Type': resourceMetricsContentType,
    ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(gzip ? gzipSync(text) : text);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  if (!response.headersSent) {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  }
  response.end(text);
}
