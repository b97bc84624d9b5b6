import { Agent, buildConnector, ProxyAgent, type Dispatcher } from 'undici';
import { secureContextOf, type TlsSettings } from './tlsSettings.js';

/**
 * Opens connections for one server: with these certificates and, if there is one, through this proxy.
 * @throws ClusterError `kubeconfig` when a certificate cannot be parsed
 */
export function dispatcherFor(settings: TlsSettings, proxy: URL | undefined): Dispatcher {
  const tls = {
    secureContext: secureContextOf(settings),
    rejectUnauthorized: !settings.insecure,
    ...(settings.serverName === '' ? {} : { servername: settings.serverName }),
  };
  if (proxy) {
    // As in Go, a proxy that speaks TLS is trusted for the same reasons as the server behind it.
    return new ProxyAgent({ uri: asUndiciKnowsIt(proxy), requestTls: tls, proxyTls: tls });
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
