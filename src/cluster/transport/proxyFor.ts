import type { ClusterAccess } from '../kubeconfig/clusterAccess.js';
import { environmentProxy } from './environmentProxy.js';

/**
 * The proxy of the kubeconfig, else that of the environment; undefined for none. The kubeconfig's holds for every
 * address, this computer's own included.
 */
export function proxyFor({ server, cluster }: Omit<ClusterAccess, 'user'>, env: NodeJS.ProcessEnv): URL | undefined {
  return cluster.proxyUrl === '' ? environmentProxy(server, env) : new URL(cluster.proxyUrl);
}
