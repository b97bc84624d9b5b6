import { Agent, buildConnector, ProxyAgent, type Dispatcher } from 'undici';
import { secureContextOf, type TlsSettings } from './tlsSettings.js';

/** How a server is reached. */
export interface Route {
  /** Undefined for none. */
  readonly proxy: URL | undefined;
  /** Over HTTP/2 undici makes one header of several with the same name, which then name one group instead of two. */
  readonly allowH2: boolean;
}

/**
 * Opens connections for one server: with these certificates and, if there is one, through this proxy.
 * @throws ClusterError `kubeconfig` when a certificate cannot be parsed
 */
export function dispatcherFor(settings: TlsSettings, { proxy, allowH2 }: Route): Dispatcher {
  const tls = {
    allowH2,
    secureContext: secureContextOf(settings),
    rejectUnauthorized: !settings.insecure,
    ...(settings.serverName === '' ? {} : { servername: settings.serverName }),
  };
  if (proxy) {
    // As in Go, a proxy that speaks TLS is trusted for the same reasons as the server behind it.
    const proxyTls = proxy.protocol === 'https:' ? { proxyTls: tls } : {};
    return new ProxyAgent({ uri: asUndiciKnowsIt(proxy), requestTls: tls, ...proxyTls });
  }

  const connect = buildConnector(tls);
  return new Agent({
    // undici takes the name from the URL first; tls-server-name is there to replace that one.
    connect: (options, callback) => connect({ ...options, ...tls }, callback),
  });
}

/** Names are resolved by the proxy either way. */
function asUndiciKnowsIt(proxy: URL): string {
  return proxy.href.replace(/^socks5h:/, 'socks5:');
}
