import { ClusterError } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import { emptyUser } from './emptyEntries.js';
import type { Kubeconfig, KubeconfigCluster, KubeconfigUser } from './kubeconfigTypes.js';
import { clusterFaults, userFaults } from './validate.js';

/** One context of a kubeconfig: which server, and the way in. */
export interface ClusterAccess {
  /** Its path is a prefix of all paths; it has no query. */
  readonly server: URL;
  readonly cluster: KubeconfigCluster;
  readonly user: KubeconfigUser;
}

/**
 * Takes a context out of a kubeconfig. Where kubectl goes on without what the context names, to localhost:8080 or as
 * nobody, this says what is missing instead.
 *
 * @param contextName absent: the current context
 * @throws ClusterError `kubeconfig`
 * @see kubernetes/client-go tools/clientcmd/client_config.go, `DirectClientConfig.ClientConfig`
 */
export function clusterAccessOf(config: Kubeconfig, contextName = config.currentContext): ClusterAccess {
  if (contextName === '') {
    throw lacking(t('The kubeconfig sets no current context.'));
  }
  const context = config.contexts.get(contextName);
  if (!context) {
    throw lacking(t('The kubeconfig has no context "{0}".', contextName));
  }
  const cluster = config.clusters.get(context.cluster);
  const user = context.user === '' ? emptyUser : config.users.get(context.user);
  if (!cluster) {
    throw lacking(t('The context "{0}" names a cluster that the kubeconfig lacks.', contextName));
  }
  if (!user) {
    throw lacking(t('The context "{0}" names a user that the kubeconfig lacks.', contextName));
  }

  const faults = [...clusterFaults(context.cluster, cluster), ...userFaults(context.user, user)];
  if (faults.length > 0) {
    throw lacking(t('The kubeconfig cannot be used: {0}', faults.join('; ')));
  }
  return { server: serverOf(cluster), cluster, user };
}

function lacking(words: string): ClusterError {
  return new ClusterError('kubeconfig', words);
}

/** What has no scheme is taken for a host without TLS, as client-go does. */
function serverOf({ server }: KubeconfigCluster): URL {
  const text = /^[a-z][a-z0-9+.-]*:\/\/./i.test(server) ? server : `http://${server}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw lacking(t('The cluster\'s server "{0}" is not a URL.', server));
  }
  url.search = '';
  url.hash = '';
  return url;
}
