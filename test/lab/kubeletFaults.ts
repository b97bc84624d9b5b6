import type { Fault, Undo } from './fault.js';
import type { KubeletBehaviour, KubeletCertificate } from './fakeKubelet.js';
import type { Lab } from './lab.js';
import { reconfigureMetricsServer } from './reconfigureMetricsServer.js';
import { saveObject } from './savedObject.js';

/** How a lab with simulated nodes has a fault, and one with real nodes, if it can. */
interface KubeletFault {
  readonly title: string;
  readonly simulated: (lab: Simulated, node: string) => Promise<Undo>;
  readonly real?: (lab: Lab, nodes: readonly string[]) => Promise<Undo>;
  /** Why a lab of real nodes cannot have it as it was started. */
  readonly unsupported?: (lab: Lab) => string | undefined;
}

type Simulated = NonNullable<Lab['simulated']>;

/** What can be wrong with kubelets. Some of it only a stand-in can be made to do. */
export const kubeletFaults = {
  'kubelet-cert-no-ip-san': fault({
    title: 'The kubelet’s certificate carries no IP address',
    simulated: certificate('no-ip-san'),
    // The certificates are like that; the fault is that metrics-server now looks.
    real: async lab => {
      await reconfigureMetricsServer(lab, []);
      return () => reconfigureMetricsServer(lab, lab.metricsServer.defaultArgs);
    },
    unsupported: ({ metricsServer }) => metricsServer.defaultArgs.includes('--kubelet-insecure-tls')
      ? undefined
      : 'its kubelets have certificates of the cluster; start it without serverTlsBootstrap',
  }),
  'kubelet-cert-unknown-ca': fault({
    title: 'The kubelet’s certificate comes from a CA that nobody knows', simulated: certificate('unknown-ca'),
  }),
  'kubelet-cert-expired': fault({ title: 'The kubelet’s certificate has expired', simulated: certificate('expired') }),
  'kubelet-cert-none': fault({
    title: 'The kubelet has no serving certificate yet and ends every handshake with an alert',
    simulated: certificate('none'),
  }),
  'kubelet-401': fault({
    title: 'The kubelet does not accept metrics-server’s token', simulated: behaviour({ kind: 'unauthorized' }),
  }),
  'kubelet-403': fault({
    title: 'metrics-server may not read nodes/metrics',
    simulated: behaviour({ kind: 'forbidden' }),
    real: takeRightAway,
  }),
  'kubelet-slow': fault({
    title: 'The kubelet takes longer than metrics-server waits',
    simulated: behaviour({ kind: 'slow', delayMs: 30_000 }),
    real: freeze,
  }),
  'kubelet-closed': fault({ title: 'Nothing listens on the kubelet’s port', simulated: behaviour({ kind: 'closed' }) }),
  'node-not-ready': fault({
    title: 'The node is NotReady',
    simulated: async (simulated, node) => {
      await simulated.setReady(node, false);
      return () => simulated.setReady(node, true);
    },
    // The node lifecycle controller notices after 40 s to 50 s.
    real: freeze,
  }),
};

function fault({ title, simulated, real, unsupported }: KubeletFault): Fault {
  return {
    title,
    unsupported: lab => {
      if (lab.simulated) {
        return undefined;
      }
      return real ? unsupported?.(lab) : 'a real kubelet cannot be made to do this; start it with simulated nodes';
    },
    inject: (lab, nodes) => {
      const { simulated: nodesOfLab } = lab;
      const each = nodesOfLab ? nodes.map(node => simulated(nodesOfLab, node)) : real ? [real(lab, nodes)] : [];
      return all(each);
    },
  };
}

function certificate(kind: KubeletCertificate): KubeletFault['simulated'] {
  return async ({ kubelet }, node) => {
    await kubelet.setCertificate(node, kind);
    return () => kubelet.setCertificate(node, 'cluster-ca');
  };
}

function behaviour(kind: KubeletBehaviour): KubeletFault['simulated'] {
  return async ({ kubelet }, node) => {
    await kubelet.setBehaviour(node, kind);
    return () => kubelet.setBehaviour(node, { kind: 'ok' });
  };
}

/** A kubelet that is stopped in its tracks: its port accepts, and nobody answers. */
async function freeze(lab: Lab, nodes: readonly string[]): Promise<Undo> {
  const kubelets = lab.nodes.filter(({ name }) => nodes.includes(name)).map(({ kubelet }) => kubelet);
  kubelets.forEach(kubelet => kubelet.signal('SIGSTOP'));
  return async () => kubelets.forEach(kubelet => kubelet.signal('SIGCONT'));
}

/** For all nodes at once, since the right is one of a ClusterRole. A kubelet remembers its last answer for 10 s. */
async function takeRightAway(lab: Lab): Promise<Undo> {
  const role = await saveObject(lab, 'clusterrole', 'system:metrics-server');
  const rules = [{ apiGroups: [''], resources: ['pods', 'nodes'], verbs: ['get', 'list', 'watch'] }];
  await lab.kubectl(['patch', 'clusterrole', 'system:metrics-server', '--type=merge', '-p', JSON.stringify({ rules })]);
  return () => role.restore();
}

async function all(injecting: readonly Promise<Undo>[]): Promise<Undo> {
  const undos = await Promise.all(injecting);
  return async () => { await Promise.all(undos.map(undo => undo())); };
}
