import { accessSync, constants } from 'node:fs';
import { messageOf } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import type { ExecConfig, KubeconfigCluster, KubeconfigUser } from './kubeconfigTypes.js';

const PROXY_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'socks5:']);
const EXEC_VERSIONS: ReadonlySet<string> = new Set([
  'client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1',
]);
const INTERACTIVE_MODES: ReadonlySet<string> = new Set(['Never', 'IfAvailable', 'Always']);

/** A check and what to say when it is not so. */
type Check = readonly [isFault: boolean, words: () => string];

/**
 * All that kubectl would find wrong with a cluster, before any request.
 * @see kubernetes/client-go tools/clientcmd/validation.go, `validateClusterInfo`
 */
export function clusterFaults(name: string, cluster: KubeconfigCluster): readonly string[] {
  const { certificateAuthority: file, certificateAuthorityData: data, insecureSkipTlsVerify, proxyUrl } = cluster;
  return [
    ...faultsOf([
      [cluster.server === '', () => t('the cluster "{0}" has no server', name)],
      [proxyUrl !== '' && !isProxy(proxyUrl),
        () => t('the proxy-url of cluster "{0}" is not an http, https or socks5 URL', name)],
      [file !== '' && data !== '',
        () => t('both certificate-authority and its data are given for cluster "{0}"', name)],
      [(file !== '' || data !== '') && insecureSkipTlsVerify,
        () => t('both a certificate-authority and insecure-skip-tls-verify are given for cluster "{0}"', name)],
    ]),
    ...unreadable(file),
  ];
}

/**
 * All that kubectl would find wrong with a user, before any request.
 * @see kubernetes/client-go tools/clientcmd/validation.go, `validateAuthInfo`
 */
export function userFaults(name: string, user: KubeconfigUser): readonly string[] {
  const { impersonate } = user;
  const isBasic = user.username !== '' || user.password !== '';
  const asWithoutUser = impersonate.user === ''
    && (impersonate.uid !== '' || impersonate.groups.length > 0 || Object.keys(impersonate.extra).length > 0);
  return [
    ...certificateFaults(name, user),
    ...faultsOf([
      [(user.token !== '' || user.tokenFile !== '') && isBasic,
        () => t('user "{0}" has both a token and a password, only one is allowed', name)],
      [asWithoutUser, () => t('user "{0}" has as-uid, as-groups or as-user-extra without as', name)],
      [user.exec !== undefined && user.authProvider !== undefined,
        () => t('user "{0}" has both exec and auth-provider, only one is allowed', name)],
    ]),
    ...user.exec ? execFaults(name, user.exec) : [],
  ];
}

/** A key without a certificate is passed over. */
function certificateFaults(name: string, user: KubeconfigUser): readonly string[] {
  const { clientCertificate, clientCertificateData, clientKey, clientKeyData } = user;
  if (clientCertificate === '' && clientCertificateData === '') {
    return [];
  }
  return [
    ...faultsOf([
      [clientCertificate !== '' && clientCertificateData !== '',
        () => t('both client-certificate and its data are given for user "{0}"', name)],
      [clientKey !== '' && clientKeyData !== '',
        () => t('both client-key and its data are given for user "{0}"', name)],
      [clientKey === '' && clientKeyData === '',
        () => t('user "{0}" has a client-certificate without a client-key', name)],
    ]),
    ...unreadable(clientCertificate),
    ...unreadable(clientKey),
  ];
}

function execFaults(name: string, exec: ExecConfig): readonly string[] {
  const { apiVersion, command, env, interactiveMode } = exec;
  return faultsOf([
    [command === '', () => t('the exec plugin of user "{0}" has no command', name)],
    [apiVersion === '', () => t('the exec plugin of user "{0}" has no apiVersion', name)],
    [apiVersion !== '' && !EXEC_VERSIONS.has(apiVersion),
      () => t('the exec plugin of user "{0}" has the unknown apiVersion "{1}"', name, apiVersion)],
    [env.some(variable => variable.name === ''),
      () => t('the exec plugin of user "{0}" has an env without a name', name)],
    [interactiveMode === '', () => t('the exec plugin of user "{0}" has no interactiveMode', name)],
    [interactiveMode !== '' && !INTERACTIVE_MODES.has(interactiveMode),
      () => t('the exec plugin of user "{0}" has the unknown interactiveMode "{1}"', name, interactiveMode)],
  ]);
}

function faultsOf(checks: readonly Check[]): readonly string[] {
  return checks.filter(([isFault]) => isFault).map(([, words]) => words());
}

function unreadable(file: string): readonly string[] {
  try {
    if (file !== '') {
      accessSync(file, constants.R_OK);
    }
    return [];
  } catch (error) {
    return [messageOf(error)];
  }
}

function isProxy(text: string): boolean {
  return URL.canParse(text) && PROXY_SCHEMES.has(new URL(text).protocol);
}
