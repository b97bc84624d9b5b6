import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { ClusterError, messageOf } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import type { ClusterAccess } from '../kubeconfig/clusterAccess.js';
import type { ClientCertificate } from '../login/login.js';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** What TLS needs, as texts: equal texts make equal connections. */
export interface TlsSettings {
  /** PEM. Empty: what this computer trusts. */
  readonly ca: string;
  readonly certificate: ClientCertificate | undefined;
  /** Empty: the host of the URL. */
  readonly serverName: string;
  readonly insecure: boolean;
}

/**
 * Reads the files that a kubeconfig names for TLS. A certificate of the kubeconfig goes before one of a plugin.
 * @throws ClusterError `kubeconfig` when a file cannot be read
 */
export async function readTlsSettings(
  { cluster, user }: Omit<ClusterAccess, 'server'>,
  ofPlugin: ClientCertificate | undefined,
): Promise<TlsSettings> {
  const [ca, cert, key] = await Promise.all([
    cluster.certificateAuthorityData || readText(cluster.certificateAuthority),
    user.clientCertificateData || readText(user.clientCertificate),
    user.clientKeyData || readText(user.clientKey),
  ]);
  return {
    ca,
    certificate: cert === '' ? ofPlugin : { cert, key },
    serverName: cluster.tlsServerName,
    insecure: cluster.insecureSkipTlsVerify,
  };
}

/**
 * Parses certificates and key, once for all connections.
 * @throws ClusterError `kubeconfig` when they are none, or do not belong together
 */
export function secureContextOf({ ca, certificate }: TlsSettings): SecureContext {
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ca: ca === '' ? trustedHere() : checkedAuthority(ca),
    ...(certificate === undefined ? {} : checkedCertificate(certificate)),
  });
}

/** What Go trusts, the system's certificates, and what Node brings along for systems where it finds none. */
function trustedHere(): string[] {
  return [...new Set([...getCACertificates('system'), ...getCACertificates('default')])];
}

/** OpenSSL passes over what is no certificate, and would then trust nobody without saying why. */
function checkedAuthority(ca: string): string {
  const blocks = ca.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) {
    throw new ClusterError('kubeconfig', t('The certificate-authority has no PEM certificate.'));
  }
  orFault(() => blocks.forEach(block => new X509Certificate(block)), t('The certificate-authority cannot be parsed'));
  return ca;
}

function checkedCertificate({ cert, key }: ClientCertificate): ClientCertificate {
  orFault(() => createSecureContext({ cert }), t('The client certificate cannot be parsed'));
  orFault(() => createSecureContext({ key }), t('The client key cannot be parsed'));
  orFault(() => createSecureContext({ cert, key }), t('The client key does not belong to the client certificate'));
  return { cert, key };
}

/** OpenSSL's reasons name no content. */
function orFault(run: () => unknown, words: string): void {
  try {
    run();
  } catch (error) {
    throw new ClusterError('kubeconfig', `${words}: ${messageOf(error)}`, { cause: error });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return file === '' ? '' : await readFile(file, 'utf8');
  } catch (error) {
    throw new ClusterError('kubeconfig', t('A file of the kubeconfig cannot be read: {0}', messageOf(error)), {
      cause: error,
    });
  }
}
