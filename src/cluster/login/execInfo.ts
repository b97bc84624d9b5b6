import { readFileSync } from 'node:fs';
import type { ClusterAccess } from '../kubeconfig/clusterAccess.js';
import type { ExecConfig, KubeconfigCluster } from '../kubeconfig/kubeconfigTypes.js';

/**
 * What a plugin is told in `KUBERNETES_EXEC_INFO`: that nobody can answer questions, and on request which cluster.
 * @see kubernetes/client-go pkg/apis/clientauthentication/v1/types.go, `ExecCredential`; rest/exec.go
 */
export function execInfo(exec: ExecConfig, { server, cluster }: Omit<ClusterAccess, 'user'>): string {
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: exec.apiVersion,
    spec: {
      ...(exec.provideClusterInfo ? { cluster: clusterInfo(server, cluster) } : {}),
      interactive: false,
    },
  });
}

function clusterInfo(server: URL, cluster: KubeconfigCluster): Readonly<Record<string, unknown>> {
  const ca = authorityOf(cluster);
  return {
    server: server.pathname.length > 1 ? server.href : cluster.server,
    ...(cluster.tlsServerName === '' ? {} : { 'tls-server-name': cluster.tlsServerName }),
    ...(cluster.insecureSkipTlsVerify ? { 'insecure-skip-tls-verify': true } : {}),
    ...(ca === '' ? {} : { 'certificate-authority-data': Buffer.from(ca).toString('base64') }),
    ...(cluster.proxyUrl === '' ? {} : { 'proxy-url': cluster.proxyUrl }),
    ...(cluster.disableCompression ? { 'disable-compression': true } : {}),
    ...(cluster.execConfig === undefined ? { config: null } : { config: cluster.execConfig }),
  };
}

function authorityOf({ certificateAuthority, certificateAuthorityData }: KubeconfigCluster): string {
  return certificateAuthorityData || (certificateAuthority && readFileSync(certificateAuthority, 'utf8'));
}
