import { join } from 'node:path';
import { ApiGate, type GateRequest } from './apiGate.js';
import { readKubeconfig } from './apiClient.js';
import type { GateFault } from './gateFaults.js';
import { writeKubeconfig } from './kubeconfig.js';
import type { Lab } from './lab.js';

/** A gate in front of the lab's API server. */
export interface RunningGate {
  /** A kubeconfig whose server is the gate, of a user with all rights. */
  readonly kubeconfig: string;
  /** @see ApiGate.set */
  set(...faults: readonly GateFault[]): Promise<void>;
  /** Passes everything on again. */
  clear(): void;
  /** What was asked so far. */
  requests(): GateRequest[];
  /** Forgets what was asked so far. */
  forgetRequests(): void;
  stop(): Promise<void>;
}

const account = 'system:serviceaccount:kube-system:gate-user';

/**
 * Puts a gate in front of the API server, on 127.0.0.1. The clients' identity is a token, since a client certificate
 * ends at the gate.
 */
export async function startApiGate(lab: Lab): Promise<RunningGate> {
  const token = await adminToken(lab);
  const upstream = { server: readKubeconfig(lab.kubeconfig).server, ca: lab.authority.certificatePem, token };
  const pair = await lab.authority.issue({ commonName: 'api-gate', subjectAltNames: ['127.0.0.1', 'localhost'] });
  const gate = await ApiGate.listen({ upstream, pair });
  const kubeconfig = join(lab.dir, `gate-${new URL(gate.url).port}.kubeconfig`);
  writeKubeconfig(kubeconfig, gate.url, lab.authority.certificatePem, { token });
  return {
    kubeconfig,
    set: (...faults) => gate.set(...faults),
    clear: () => gate.clear(),
    requests: () => gate.requests(),
    forgetRequests: () => gate.forgetRequests(),
    stop: () => gate.close(),
  };
}

async function adminToken(lab: Lab): Promise<string> {
  const [, , namespace = '', name = ''] = account.split(':');
  await lab.apply(`
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}, namespace: ${namespace}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: lab:${name}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: ${name}, namespace: ${namespace}}]
`);
  return (await lab.kubectl(['create', 'token', name, '-n', namespace, '--duration=24h'])).trim();
}
