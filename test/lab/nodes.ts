import type { ContainerRuntime } from './containerRuntime.js';
import { BurnerLoads } from './load.js';
import { startRealNodes, type RealNode, type RealNodesOptions, type RealNodesParts } from './realNodes.js';
import { releasePodNetworks } from './removeNode.js';
import { startSimulatedNodes, type SimulatedNodes } from './simNodes.js';

/** Which nodes, and how they are to be. */
export interface NodesOptions extends Omit<RealNodesOptions, 'count'> {
  readonly nodes: { readonly real: number } | { readonly simulated: number };
}

/** The nodes of a lab, of either kind. */
export interface LabNodes {
  readonly real: readonly RealNode[];
  readonly simulated: SimulatedNodes | undefined;
  setLoad(namespace: string, selector: string, totalMillicores: number | undefined): Promise<void>;
  stop(): Promise<void>;
}

/** What nodes of either kind need of the lab. */
export interface NodesParts extends Omit<RealNodesParts, 'runtime'> {
  /** Only for real nodes. */
  readonly runtime: ContainerRuntime | undefined;
}

/** Starts them and returns when all are Ready. */
export async function startNodes(parts: NodesParts, options: NodesOptions): Promise<LabNodes> {
  return 'real' in options.nodes
    ? real(parts, options, options.nodes.real)
    : simulated(parts, options, options.nodes.simulated);
}

async function real({ runtime, ...parts }: NodesParts, options: NodesOptions, count: number): Promise<LabNodes> {
  if (runtime === undefined) {
    throw new Error('Real nodes need a container runtime.');
  }
  const nodes = await startRealNodes({ ...parts, runtime }, { ...options, count });
  const loads = new BurnerLoads(parts.api);
  return {
    real: nodes,
    simulated: undefined,
    setLoad: (namespace, selector, total) => loads.set(namespace, selector, total),
    stop: async () => {
      loads.stop();
      await Promise.all(nodes.map(node => node.remove()));
      await releasePodNetworks();
    },
  };
}

async function simulated(parts: NodesParts, options: NodesOptions, count: number): Promise<LabNodes> {
  const { files, processes, binaries } = parts;
  const nodes = await startSimulatedNodes({
    count,
    kubeconfig: files.kubeconfig,
    authority: files.authority,
    kwok: binaries.kwok,
    startProcess: (name, command, args) => {
      processes.start({ name, command, args });
    },
    housekeepingMs: (options.housekeepingIntervalSeconds ?? 0) * 1000,
  });
  return {
    real: [],
    simulated: nodes,
    setLoad: async (namespace, selector, total) => nodes.setLoad(namespace, selector, total),
    stop: () => nodes.stop(),
  };
}
