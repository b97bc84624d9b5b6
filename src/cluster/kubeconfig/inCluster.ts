import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyCluster, emptyUser } from './emptyEntries.js';
import type { Kubeconfig } from './kubeconfigTypes.js';

const ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';
const NAME = 'in-cluster';

/**
 * What kubectl uses inside a pod when there is no kubeconfig: the pod's own account, as an editor in a cluster has it.
 * @returns undefined outside a pod
 * @see kubernetes/client-go rest/config.go, `InClusterConfig`
 */
export function inClusterKubeconfig(env: NodeJS.ProcessEnv, folder = ACCOUNT_FOLDER): Kubeconfig | undefined {
  const [host, port] = [env['KUBERNETES_SERVICE_HOST'], env['KUBERNETES_SERVICE_PORT']];
  const tokenFile = join(folder, 'token');
  if (!host || !port || !existsSync(tokenFile)) {
    return undefined;
  }

  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    currentContext: NAME,
    contexts: new Map([[NAME, { cluster: NAME, user: NAME, namespace: namespaceIn(folder) }]]),
    clusters: new Map([[NAME, { ...emptyCluster, server, certificateAuthority: join(folder, 'ca.crt') }]]),
    users: new Map([[NAME, { ...emptyUser, tokenFile }]]),
  };
}

function namespaceIn(folder: string): string {
  const file = join(folder, 'namespace');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}
