import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { KeyAndCertificate } from './pki.js';

/** Who a kubeconfig speaks as. */
export type Identity = KeyAndCertificate | { readonly token: string };

/** Writes a kubeconfig that needs no other file and only its owner can read. */
export function writeKubeconfig(file: string, server: string, caPem: string, identity: Identity): void {
  writeFileSync(file, stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'lab', cluster: { server, 'certificate-authority-data': base64(caPem) } }],
    users: [{ name: 'lab', user: user(identity) }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
    'current-context': 'lab',
  }), { mode: 0o600 });
}

function user(identity: Identity) {
  return 'token' in identity
    ? { token: identity.token }
    : { 'client-certificate-data': base64(identity.certificatePem), 'client-key-data': base64(identity.keyPem) };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
