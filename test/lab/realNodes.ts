import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from './apiClient.js';
import type { Binaries } from './binaries.js';
import type { ClusterFiles } from './clusterFiles.js';
import type { ContainerRuntime } from './containerRuntime.js';
import { currentNamespaces } from './inside.js';
import { makeNodeCgroup } from './nodeCgroups.js';
import { cniConfig, containerdConfig, kubeletConfig, type NodeConfig } from './nodeConfig.js';
import type { LabProcess, Processes } from './processes.js';
import { removeNode } from './removeNode.js';
import { run } from './run.js';
import { approveServingCertificates } from './servingCertificates.js';
import { UserError } from './userError.js';
import { waitFor } from './waitFor.js';

/** What real nodes need of the lab. */
export interface RealNodesParts {
  readonly dir: string;
  readonly binaries: Binaries;
  readonly runtime: ContainerRuntime;
  readonly files: ClusterFiles;
  readonly processes: Processes;
  readonly api: ApiClient;
}

/** How the nodes are to be. */
export interface RealNodesOptions {
  readonly count: number;
  /** Whether the cluster issues the kubelets' serving certificates. Default: each makes its own, as kubelets do. */
  readonly serverTlsBootstrap?: boolean;
  /** How often a kubelet looks at each container. Default: that of the kubelet, 10 s and backing off to 20. */
  readonly housekeepingIntervalSeconds?: number;
}

/** One node: a kubelet and its containerd. */
export interface RealNode {
  readonly name: string;
  readonly address: string;
  /** For example SIGSTOP: a node that hangs. */
  readonly kubelet: LabProcess;
  /** Ends the node and all its containers at once; the cluster is not told. */
  remove(): Promise<void>;
}

const startTimeoutMs = 60_000;

/** Starts the nodes, all at once, and returns when they are Ready. */
export async function startRealNodes(parts: RealNodesParts, options: RealNodesOptions): Promise<readonly RealNode[]> {
  const numbers = Array.from({ length: options.count }, (_, index) => index + 1);
  const nodes = await Promise.all(numbers.map(number => startNode(parts, number, options)));
  const names = nodes.map(({ name }) => name);
  if (options.serverTlsBootstrap) {
    await approveServingCertificates(parts.api, parts.binaries.kubectl, parts.files.kubeconfig, names);
  }
  const untilReady = (name: string) => waitFor(`${name} is Ready`, () => isReady(parts.api, name), startTimeoutMs);
  await Promise.all(names.map(untilReady));
  return nodes;
}

async function startNode(parts: RealNodesParts, number: number, options: RealNodesOptions): Promise<RealNode> {
  const { dir, files, binaries, processes, runtime } = parts;
  const inside = currentNamespaces();
  if (!inside?.isRoot) {
    throw new UserError('Real nodes need namespaces that root made; use simulated nodes (--simulated N).');
  }
  const name = `node-${number}`;
  const node: NodeConfig = {
    number,
    dir,
    address: `10.99.0.${10 + number}`,
    socket: `/run/containerd-${number}/containerd.sock`,
    cgroup: makeNodeCgroup(inside.id, name),
    clientCaFile: files.pki('ca.crt'),
    cniPlugins: runtime.cniPlugins,
    cniFolder: join(dir, `cni-${number}`),
    serverTlsBootstrap: options.serverTlsBootstrap ?? false,
  };
  mkdirSync(node.cniFolder, { recursive: true });
  writeFileSync(join(node.cniFolder, '10-lab.conflist'), cniConfig(node));
  writeFileSync(join(dir, `containerd-${number}.toml`), containerdConfig(node));
  writeFileSync(join(dir, `kubelet-${number}.yaml`), kubeletConfig(node));
  await run('ip', ['addr', 'add', `${node.address}/32`, 'dev', 'lo']); // a kubelet wants its address on an interface

  const env = { ...process.env, PATH: runtime.path };
  const kubeconfig = files.clientKubeconfig(join(dir, `${name}.kubeconfig`), `system:node:${name}`, ['system:nodes']);
  const containerd = processes.start({
    name: `containerd-${number}`,
    command: 'containerd',
    args: ['--config', join(dir, `containerd-${number}.toml`)],
    env,
  });
  // Any client would wait ten seconds for a socket that is not there yet.
  await waitFor(`containerd-${number} listens`, async () => existsSync(node.socket), startTimeoutMs);
  for (const image of binaries.images) {
    await run('ctr', ['--address', node.socket, '-n', 'k8s.io', 'images', 'import', image], { env });
  }

  const stateFolder = `/var/lib/kubelet/${number}`;
  const housekeeping = options.housekeepingIntervalSeconds;
  const kubelet = processes.start({
    name: `kubelet-${number}`,
    command: binaries.kubelet,
    args: [
      '--config', join(dir, `kubelet-${number}.yaml`), '--kubeconfig', await kubeconfig,
      '--hostname-override', name, '--node-ip', node.address,
      '--root-dir', stateFolder, '--cert-dir', join(stateFolder, 'pki'), '--v=2',
      ...(housekeeping === undefined ? [] : [`--housekeeping-interval=${housekeeping}s`]),
    ],
    env,
  });
  return {
    name,
    address: node.address,
    kubelet,
    remove: async () => {
      await kubelet.stop(2000);
      await containerd.stop(2000);
      await removeNode(node);
    },
  };
}

interface NodeStatus {
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

async function isReady(api: ApiClient, name: string): Promise<boolean> {
  const { status } = await api.get<NodeStatus>(`/api/v1/nodes/${name}`);
  return status.conditions?.some(condition => condition.type === 'Ready' && condition.status === 'True') ?? false;
}
