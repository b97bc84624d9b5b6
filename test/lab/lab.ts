import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from './apiClient.js';
import type { Binaries, Log } from './binaries.js';
import { writeClusterFiles } from './clusterFiles.js';
import { startControlPlane, type ControlPlaneOptions, type Restartable } from './controlPlane.js';
import { currentNamespaces } from './inside.js';
import { BurnerLoads } from './load.js';
import { LabMetricsServer } from './metricsServer.js';
import type { Authority } from './pki.js';
import { prepareLab } from './prepare.js';
import { Processes } from './processes.js';
import { startRealNodes, type RealNode } from './realNodes.js';
import { releasePodNetworks } from './removeNode.js';
import { run } from './run.js';
import { startSimulatedNodes, type SimulatedNodes } from './simNodes.js';
import { createUser, type PolicyRule } from './users.js';
import { waitFor } from './waitFor.js';

/** How a lab is to be. Every period that is left out is the default of Kubernetes. */
export interface LabOptions extends ControlPlaneOptions {
  /** A folder for everything. Default: one that goes away with the namespaces. */
  readonly dir?: string;
  readonly nodes: { readonly real: number } | { readonly simulated: number };
  /** Default: the chart on real nodes, a process beside simulated ones. */
  readonly metricsServer?: 'chart' | 'process' | 'none';
  /** Default: `--kubelet-insecure-tls`, if real nodes make their own certificates. */
  readonly metricsServerArgs?: readonly string[];
  /** More values for the chart of metrics-server. */
  readonly metricsServerValues?: Readonly<Record<string, unknown>>;
  readonly metricResolutionSeconds?: number;
  /** How often a kubelet looks at a container. */
  readonly housekeepingIntervalSeconds?: number;
  /** Whether real nodes get serving certificates of the cluster. */
  readonly serverTlsBootstrap?: boolean;
  /** Default: silence. */
  readonly log?: Log;
}

/** A running Kubernetes of one's own. */
export interface Lab {
  readonly dir: string;
  /** An administrator's kubeconfig. */
  readonly kubeconfig: string;
  readonly authority: Authority;
  readonly binaries: Binaries;
  readonly api: ApiClient;
  readonly apiServer: Restartable;
  readonly controllerManager: Restartable;
  readonly metricsServer: LabMetricsServer;
  /** The real nodes; empty when they are simulated. */
  readonly nodes: readonly RealNode[];
  readonly simulated?: SimulatedNodes | undefined;
  readonly processes: Processes;
  /** Runs kubectl as the administrator and returns what it prints. */
  kubectl(args: readonly string[], options?: { readonly input?: string }): Promise<string>;
  /** Applies manifests on the server side. */
  apply(yaml: string): Promise<void>;
  /** Waits for something in the lab; fails at once when one of its processes ends. */
  waitFor<T>(description: string, check: () => Promise<T | undefined | false>, timeoutMs: number): Promise<T>;
  /** Makes a user who may do this only, in one namespace or in all, and returns the user's kubeconfig. */
  user(name: string, rules: readonly PolicyRule[], namespace?: string): Promise<string>;
  /** Lets the pods share this much CPU from now on; undefined ends it. On real nodes the pods must be burners. */
  setLoad(namespace: string, selector: string, totalMillicores: number | undefined): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a lab within the namespaces of {@link runInside}. Returns when nodes are Ready and metrics-server is installed. */
export async function startLab(options: LabOptions): Promise<Lab> {
  const { log = () => undefined } = options;
  const startedMs = Date.now();
  const step = (what: string) => log(`${((Date.now() - startedMs) / 1000).toFixed(1).padStart(5)} s  ${what}`);
  const isReal = 'real' in options.nodes;
  const { binaries, runtime } = await prepareLab(isReal ? 'real' : 'simulated', log);
  const dir = options.dir ?? freshFolder();
  mkdirSync(dir, { recursive: true });

  const processes = new Processes(join(dir, 'log'));
  try {
    const files = await writeClusterFiles(dir);
    const { api, apiServer, controllerManager } = await startControlPlane({ dir, binaries, files, processes }, options);
    step('The control plane runs');
    const kubectl: Lab['kubectl'] = (args, { input } = {}) =>
      run(binaries.kubectl, ['--kubeconfig', files.kubeconfig, ...args], input === undefined ? {} : { input });
    const apply: Lab['apply'] = async yaml => {
      await kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], { input: yaml });
    };
    const metricsServer = new LabMetricsServer(
      { dir, binaries, files, processes, api, kubectl, apply },
      {
        mode: options.metricsServer ?? (isReal ? 'chart' : 'process'),
        args: options.metricsServerArgs ?? (isReal && !options.serverTlsBootstrap ? ['--kubelet-insecure-tls'] : []),
        ...(options.metricResolutionSeconds === undefined ? {} : { resolutionSeconds: options.metricResolutionSeconds }),
        ...(options.metricsServerValues === undefined ? {} : { values: options.metricsServerValues }),
      },
    );
    const [nodes, simulated] = await Promise.race([
      Promise.all([
        runtime && 'real' in options.nodes
          ? startRealNodes({ dir, binaries, runtime, files, processes, api }, { ...options, count: options.nodes.real })
          : [],
        'simulated' in options.nodes
          ? startSimulatedNodes({
            count: options.nodes.simulated,
            kubeconfig: files.kubeconfig,
            authority: files.authority,
            kwok: binaries.kwok,
            startProcess: (name, command, args) => { processes.start({ name, command, args }); },
            housekeepingMs: (options.housekeepingIntervalSeconds ?? 0) * 1000,
          })
          : undefined,
        metricsServer.start(),
      ]),
      processes.failed,
    ]);
    step('The nodes are Ready');

    const loads = new BurnerLoads(api);
    return {
      dir, kubeconfig: files.kubeconfig, authority: files.authority, binaries, api, apiServer, controllerManager, metricsServer,
      nodes, simulated, processes, kubectl, apply,
      waitFor: (description, check, timeoutMs) => Promise.race([waitFor(description, check, timeoutMs), processes.failed]),
      user: (name, rules, namespace) => createUser({ api, files, dir }, name, rules, namespace),
      setLoad: async (namespace, selector, total) =>
        simulated ? simulated.setLoad(namespace, selector, total) : loads.set(namespace, selector, total),
      stop: async () => {
        loads.stop();
        await simulated?.stop();
        await Promise.all(nodes.map(node => node.remove()));
        await releasePodNetworks();
        await processes.stopAll();
        api.close();
      },
    };
  } catch (error) {
    await processes.stopAll();
    throw error;
  }
}

function freshFolder(): string {
  const inside = currentNamespaces();
  if (inside === undefined) {
    throw new Error('A lab needs namespaces of its own: start the program with runInside, or by `lab.mjs inside`.');
  }
  return mkdtempSync(join(inside.scratch, 'lab-'));
}
