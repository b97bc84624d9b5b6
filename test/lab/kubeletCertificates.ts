import type { KubeletCertificate } from './fakeKubelet.js';
import { createAuthority, type Authority, type KeyAndCertificate } from './pki.js';

/** Makes the serving certificate of one node. */
export type ServingPair = (
  node: { readonly name: string; readonly address: string },
  certificate: Exclude<KubeletCertificate, 'none'>,
) => Promise<KeyAndCertificate>;

const dayMs = 24 * 3_600_000;

/**
 * Serving certificates of each kind a kubelet can have; `clusterAuthority` is the one that the cluster trusts.
 *
 * `no-ip-san` is what a kubelet makes for itself without serverTLSBootstrap: the host name only, from an authority of
 * its own.
 */
export function kubeletServingPairs(clusterAuthority: Authority, nowMs: () => number): ServingPair {
  return async ({ name, address }, certificate) => {
    const atMs = nowMs();
    switch (certificate) {
      case 'cluster-ca':
        return clusterAuthority.issue({ commonName: `system:node:${name}`, subjectAltNames: [name, address] });
      case 'expired':
        return clusterAuthority.issue({
          commonName: `system:node:${name}`,
          subjectAltNames: [name, address],
          notBefore: new Date(atMs - 30 * dayMs),
          notAfter: new Date(atMs - dayMs),
        });
      case 'unknown-ca': {
        const stranger = await createAuthority('some-other-ca');
        return stranger.issue({ commonName: `system:node:${name}`, subjectAltNames: [name, address] });
      }
      case 'no-ip-san': {
        const seconds = Math.floor(atMs / 1000);
        const own = await createAuthority(`${name}-ca@${seconds}`);
        const pair = await own.issue({ commonName: `${name}@${seconds}`, subjectAltNames: [name] });
        return { ...pair, certificatePem: pair.certificatePem + own.certificatePem };
      }
    }
  };
}
