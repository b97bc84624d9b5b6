import { isIP } from 'node:net';
import { NoProxy } from './noProxy.js';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'socks5:', 'socks5h:']);

/**
 * The proxy that the environment has for a server: `HTTPS_PROXY` or `HTTP_PROXY` unless `NO_PROXY` has it, each also in
 * lower case. This computer itself is never reached through a proxy.
 *
 * @returns undefined for none
 * @see golang.org/x/net/http/httpproxy, `ProxyFunc`
 */
export function environmentProxy(server: URL, env: NodeJS.ProcessEnv): URL | undefined {
  const any = (name: string): string => env[name] || env[name.toLowerCase()] || '';
  const proxy = parseProxy(any(server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'));
  if (!proxy) {
    return undefined;
  }

  const host = hostOf(server);
  const port = Number(server.port) || DEFAULT_PORTS[server.protocol] || 0;
  return isLoopback(host) || new NoProxy(any('NO_PROXY')).has(host, port) ? undefined : proxy;
}

/** The host of a URL; an IPv6 address without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** A URL, or `host:port` of an http proxy. */
function parseProxy(text: string): URL | undefined {
  if (text === '') {
    return undefined;
  }
  const whole = /^[a-z][a-z0-9+.-]*:\/\/./i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  return url && SCHEMES.has(url.protocol) ? url : undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || (isIP(host) === 4 && host.startsWith('127.')) || host === '::1'
    || host.startsWith('::ffff:7f');
}
