import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeKubeconfig } from './kubeconfig.js';
import { createAuthority, createTokenKey, type Authority, type KeyAndCertificate } from './pki.js';

/** The port of kube-apiserver, on all addresses of the namespaces: pods find it at 10.96.0.1. */
export const apiServerUrl = 'https://127.0.0.1:443';

/** Certificates, keys and kubeconfigs of one lab, in its folder. */
export interface ClusterFiles {
  readonly authority: Authority;
  /** An administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** The path of a file in the `pki` folder. */
  readonly pki: (name: string) => string;
  /** Issues a client certificate and writes a kubeconfig with it. */
  readonly clientKubeconfig: (file: string, user: string, groups: readonly string[]) => Promise<string>;
}

/** Makes them all. */
export async function writeClusterFiles(dir: string): Promise<ClusterFiles> {
  const authority = await createAuthority('lab-ca');
  const tokenKey = createTokenKey();
  const folder = join(dir, 'pki');
  mkdirSync(folder, { recursive: true });
  const pki = (name: string) => join(folder, name);
  const write = (name: string, text: string) => writeFileSync(pki(name), text, { mode: 0o600 });
  const writePair = (name: string, pair: KeyAndCertificate) => {
    write(`${name}.crt`, pair.certificatePem);
    write(`${name}.key`, pair.keyPem);
  };

  writePair('ca', authority);
  write('sa.pub', tokenKey.publicKeyPem);
  write('sa.key', tokenKey.privateKeyPem);
  writePair('apiserver', await authority.issue({
    commonName: 'kube-apiserver',
    subjectAltNames: ['localhost', '127.0.0.1', '10.99.0.1', '10.96.0.1', 'kubernetes.default.svc'],
  }));
  writePair('front-proxy-client', await authority.issue({ commonName: 'front-proxy-client' }));
  writePair('apiserver-kubelet-client', await authority.issue({ commonName: 'kube-apiserver-kubelet-client' }));

  const clientKubeconfig = async (file: string, user: string, groups: readonly string[]) => {
    const identity = await authority.issue({ commonName: user, organizations: groups });
    writeKubeconfig(file, apiServerUrl, authority.certificatePem, identity);
    return file;
  };
  return {
    authority,
    pki,
    clientKubeconfig,
    kubeconfig: await clientKubeconfig(join(dir, 'kubeconfig'), 'admin', ['system:masters']),
  };
}
