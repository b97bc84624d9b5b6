import type { ClusterAccess } from '../../src/cluster/kubeconfig/clusterAccess.js';
import { emptyCluster, emptyUser } from '../../src/cluster/kubeconfig/emptyEntries.js';
import type { KubeconfigCluster, KubeconfigUser } from '../../src/cluster/kubeconfig/kubeconfigTypes.js';

/** A way into a cluster, as a kubeconfig would have it. */
export function clusterAccess(
  server: string,
  user: Partial<KubeconfigUser> = {},
  cluster: Partial<KubeconfigCluster> = {},
): ClusterAccess {
  return { server: new URL(server), cluster: { ...emptyCluster, server, ...cluster }, user: { ...emptyUser, ...user } };
}
