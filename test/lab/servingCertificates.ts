import type { ApiClient } from './apiClient.js';
import { run } from './run.js';
import { waitFor } from './waitFor.js';

interface CertificateSigningRequest {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly signerName: string; readonly username: string };
  readonly status?: { readonly conditions?: readonly unknown[] };
}

const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const timeoutMs = 60_000;

/** Approves the serving certificates that the kubelets of these nodes ask for: no controller of Kubernetes does. */
export async function approveServingCertificates(
  api: ApiClient,
  kubectl: string,
  kubeconfig: string,
  nodes: readonly string[],
): Promise<void> {
  const waiting = new Set(nodes.map(node => `system:node:${node}`));
  await waitFor('The kubelets ask for serving certificates', async () => {
    const { items } = await api.get<{ readonly items: readonly CertificateSigningRequest[] }>(path);
    for (const { metadata, spec, status } of items) {
      const isOpen = spec.signerName === 'kubernetes.io/kubelet-serving' && !status?.conditions?.length;
      if (isOpen && waiting.has(spec.username)) {
        await run(kubectl, ['--kubeconfig', kubeconfig, 'certificate', 'approve', metadata.name]);
        waiting.delete(spec.username);
      }
    }
    return waiting.size === 0;
  }, timeoutMs);
}
