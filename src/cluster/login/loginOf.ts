import { ClusterError } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import type { ClusterAccess } from '../kubeconfig/clusterAccess.js';
import type { AuthProvider, KubeconfigUser } from '../kubeconfig/kubeconfigTypes.js';
import { ExecLogin } from './execLogin.js';
import { bearer, fixedLogin, type Login } from './login.js';
import { OidcLogin } from './oidcLogin.js';
import { TokenFileLogin } from './tokenFileLogin.js';

const SUCCESSORS: Readonly<Record<string, string>> = { azure: 'kubelogin', gcp: 'gke-gcloud-auth-plugin' };

/**
 * The way in of a user, in kubectl's order: a token or a token file, a password, then an old auth-provider, and an exec
 * plugin only for those who have nothing else. Nothing is proved to a server without TLS.
 *
 * @throws ClusterError `kubeconfig` for an auth-provider that kubectl does not know either
 * @see kubernetes/client-go rest/transport.go, `TransportConfig`; transport/round_trippers.go, `HTTPWrappersForConfig`
 */
export function loginOf({ server, cluster, user }: ClusterAccess): Login {
  if (server.protocol !== 'https:') {
    return fixedLogin({});
  }
  if (user.tokenFile !== '') {
    return new TokenFileLogin(user.tokenFile, user.token);
  }
  if (user.token !== '') {
    return fixedLogin(bearer(user.token));
  }
  if (user.username !== '' || user.password !== '') {
    const pair = Buffer.from(`${user.username}:${user.password}`).toString('base64');
    return fixedLogin({ authorization: `Basic ${pair}` });
  }
  if (user.authProvider) {
    return authProviderLogin(user.authProvider);
  }
  return user.exec && !hasCertificate(user) ? new ExecLogin(user.exec, { server, cluster }) : fixedLogin({});
}

function authProviderLogin({ name, config }: AuthProvider): Login {
  if (name === 'oidc') {
    return new OidcLogin(config);
  }
  const successor = SUCCESSORS[name];
  throw new ClusterError('kubeconfig', successor === undefined
    ? t('The auth-provider "{0}" is not known.', name)
    : t('The auth-provider "{0}" was removed from Kubernetes, use the exec plugin {1} instead.', name, successor));
}

function hasCertificate({ clientCertificate, clientCertificateData }: KubeconfigUser): boolean {
  return clientCertificate !== '' || clientCertificateData !== '';
}
