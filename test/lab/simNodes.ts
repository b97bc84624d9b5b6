import { join } from 'node:path';
import { ApiClient, readKubeconfig } from './apiClient.js';
import { FakeKubelet } from './fakeKubelet.js';
import { followObjects } from './followObjects.js';
import { webhookAuthorizer } from './kubeletAuth.js';
import { versionOf } from './goModules.js';
import { kubeletServingPairs } from './kubeletCertificates.js';
import type { Authority } from './pki.js';
import { labFolder } from './repository.js';
import { SimulatedPods, type SimulatedPod } from './simulatedPods.js';

/** What simulated nodes need of the lab. */
export interface SimulatedNodesOptions {
  /** How many nodes, sim-1 and on. */
  readonly count: number;
  /** An administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** The cluster's CA: it signs the kubelets' certificates and knows the API server's. */
  readonly authority: Authority;
  /** The kwok executable. */
  readonly kwok: string;
  /** Starts a process that lives as long as the lab, with its output in a log of that name. */
  readonly startProcess: (name: string, command: string, args: readonly string[]) => void;
  /** See {@link NodeUsage}; default 0, always fresh: a suite gets its numbers soon. */
  readonly housekeepingMs?: number;
}

/** Nodes and pods played by kwok, with a stand-in kubelet that serves what they use. */
export interface SimulatedNodes {
  readonly names: readonly string[];
  /** How each node answers metrics-server. */
  readonly kubelet: FakeKubelet;
  /** Lets the running pods that match share this much CPU from now on; undefined ends it. */
  setLoad(namespace: string, selector: string, totalMillicores: number | undefined): void;
  /** Makes a node NotReady, as its kubelet would say, or Ready again with its pods. */
  setReady(node: string, ready: boolean): Promise<void>;
  stop(): Promise<void>;
}

const kubeletPort = 10250;
const startTimeoutMs = 60_000;

/** Starts kwok and the stand-in kubelet and creates the nodes; returns when all are Ready. */
export async function startSimulatedNodes(options: SimulatedNodesOptions): Promise<SimulatedNodes> {
  const client = new ApiClient(readKubeconfig(options.kubeconfig));
  const stop = new AbortController();
  const pods = new SimulatedPods(Date.now);
  void followObjects<SimulatedPod>(client, '/api/v1/pods', {
    replaceAll: all => pods.replaceAll(all),
    put: pod => pods.put(pod),
    remove: ({ metadata }) => pods.remove(metadata.namespace, metadata.name),
  }, stop.signal);

  const kubelet = new FakeKubelet({
    port: kubeletPort,
    authorize: webhookAuthorizer((path, body) => client.send(path, { body }), Date.now),
    servingPair: kubeletServingPairs(options.authority, Date.now),
    clientCa: options.authority.certificatePem,
    nowMs: Date.now,
  });
  options.startProcess('kwok', options.kwok, [
    '--kubeconfig', options.kubeconfig, '--config', join(labFolder, 'kwok.yaml'),
    '--node-port', String(kubeletPort), '--server-address', '127.0.0.1:10247',
  ]);

  const names = Array.from({ length: options.count }, (_, index) => `sim-${index + 1}`);
  const startedAtMs = Date.now();
  for (const [index, name] of names.entries()) {
    const address = addressOf(index);
    const usage = {
      startedAtMs,
      systemMillicores: 100,
      systemMemoryBytes: 400 * 2 ** 20,
      housekeepingMs: options.housekeepingMs ?? 0,
      get pods() { return pods.ofNode(name); },
    };
    await kubelet.addNode({ name, address, usage, logs: logsOf(pods, name) });
    await client.send('/api/v1/nodes', { body: node(name, address) });
  }
  await untilReady(client, names);

  return {
    names,
    kubelet,
    setLoad: (namespace, selector, totalMillicores) => pods.setLoad(namespace, selector, totalMillicores),
    setReady: (name, ready) => setReady(client, name, ready),
    async stop() {
      stop.abort();
      await kubelet.close();
      client.close();
    },
  };
}

/** 10.99.1.1 to 10.99.1.254, then 10.99.2.1 and on. */
export function addressOf(index: number): string {
  return `10.99.${1 + Math.floor(index / 254)}.${1 + index % 254}`;
}

function node(name: string, address: string): object {
  const resources = { cpu: '32', memory: '256Gi', pods: '250' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'type': 'kwok',
      },
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
    },
    status: {
      // kwok adds what is missing here, and forgets the InternalIP when it has to add the Hostname.
      addresses: [{ type: 'InternalIP', address }, { type: 'Hostname', address: name }],
      allocatable: resources,
      capacity: resources,
      nodeInfo: {
        architecture: 'amd64', operatingSystem: 'linux', osImage: 'HPA Scope lab', kernelVersion: 'simulated',
        containerRuntimeVersion: 'simulated://1',
        kubeletVersion: versionOf('kube', 'k8s.io/kubernetes'), kubeProxyVersion: '',
        machineID: '', bootID: '', systemUUID: '',
      },
    },
  };
}

function logsOf(pods: SimulatedPods, nodeName: string) {
  return (namespace: string, podName: string, container: string): string[] | undefined => {
    const pod = [...pods.ofNode(nodeName)].find(p => p.namespace === namespace && p.name === podName);
    const found = pod?.containers.find(c => c.name === container);
    return found && [
      `${new Date(found.startedAtMs).toISOString()} ${namespace}/${podName}: ${container} started (simulated)`,
      `${new Date().toISOString()} using ${Math.round(found.cpu.millicores)}m`,
    ];
  };
}

interface NodeList {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  }[];
}

async function untilReady(client: ApiClient, names: readonly string[]): Promise<void> {
  for (const endMs = Date.now() + startTimeoutMs; ;) {
    const { items } = await client.get<NodeList>('/api/v1/nodes');
    const ready = new Set(items.filter(isReady).map(({ metadata }) => metadata.name));
    const missing = names.filter(name => !ready.has(name));
    if (missing.length === 0) {
      return;
    }
    if (Date.now() > endMs) {
      throw new Error(`${missing.length} of ${names.length} simulated nodes are not Ready after 60 s; see kwok's log.`);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

function isReady({ status }: NodeList['items'][number]): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;
}

async function setReady(client: ApiClient, name: string, ready: boolean): Promise<void> {
  const patch = (path: string, body: object, kind = 'merge') =>
    client.send(path, { method: 'PATCH', body, contentType: `application/${kind}-patch+json` });
  const annotations = { 'hpa-scope.lab/not-ready': ready ? null : 'true' };
  await patch(`/api/v1/nodes/${name}`, { metadata: { annotations } });
  if (!ready) {
    return;
  }
  // The node lifecycle controller has made the pods not ready; a kubelet would say otherwise once it is back, kwok
  // does not.
  const pods = await client.get<{ items: SimulatedPod[] }>(`/api/v1/pods?fieldSelector=spec.nodeName%3D${name}`);
  for (const { metadata } of pods.items) {
    const path = `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}/status`;
    const conditions = ['Ready', 'ContainersReady'].map(type => ({ type, status: 'True' }));
    await patch(path, { status: { conditions } }, 'strategic-merge');
  }
}
