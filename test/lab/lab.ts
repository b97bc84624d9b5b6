import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from './apiClient.js';
import type { Binaries, Log } from './binaries.js';
import { writeClusterFiles, type ClusterFiles } from './clusterFiles.js';
import { startControlPlane, type ControlPlaneOptions, type Restartable } from './controlPlane.js';
import { currentNamespaces } from './inside.js';
import { LabMetricsServer, type MetricsServerOptions } from './metricsServer.js';
import { startNodes } from './nodes.js';
import type { Authority } from './pki.js';
import { prepareLab, type LabPrograms } from './prepare.js';
import { Processes } from './processes.js';
import type { RealNode } from './realNodes.js';
import { run } from './run.js';
import type { SimulatedNodes } from './simNodes.js';
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

/**
 * Starts a lab within the namespaces of {@link runInside}. Returns when the nodes are Ready and metrics-server is
 * installed; `metricsServer.untilAvailable()` waits for the rest.
 */
export async function startLab(options: LabOptions): Promise<Lab> {
  const log = options.log ?? (() => undefined);
  const programs = await prepareLab('real' in options.nodes ? 'real' : 'simulated', log);
  const dir = options.dir ?? freshFolder();
  mkdirSync(dir, { recursive: true });

  const processes = new Processes(join(dir, 'log'));
  try {
    return await start({ ...programs, dir, processes, files: await writeClusterFiles(dir) }, options, stopwatch(log));
  } catch (error) {
    await processes.stopAll();
    throw error;
  }
}

interface Parts extends LabPrograms {
  readonly dir: string;
  readonly processes: Processes;
  readonly files: ClusterFiles;
}

async function start(parts: Parts, options: LabOptions, step: Log): Promise<Lab> {
  const { dir, binaries, files, processes } = parts;
  const controlPlane = await startControlPlane(parts, options);
  const { api } = controlPlane;
  step('The control plane runs');

  const tools = kubectlOf(binaries.kubectl, files.kubeconfig);
  const metricsServer = new LabMetricsServer({ ...parts, ...tools, api }, metricsServerOptions(options));
  const [nodes] = await Promise.race([
    Promise.all([startNodes({ ...parts, api }, options), metricsServer.start()]),
    processes.failed,
  ]);
  step('The nodes are Ready');

  return {
    dir,
    kubeconfig: files.kubeconfig,
    authority: files.authority,
    binaries,
    processes,
    ...controlPlane,
    ...tools,
    metricsServer,
    nodes: nodes.real,
    simulated: nodes.simulated,
    waitFor: (what, check, timeoutMs) => Promise.race([waitFor(what, check, timeoutMs), processes.failed]),
    user: (name, rules, namespace) => createUser({ api, files, dir }, name, rules, namespace),
    setLoad: (namespace, selector, total) => nodes.setLoad(namespace, selector, total),
    stop: async () => {
      await nodes.stop();
      await processes.stopAll();
      api.close();
    },
  };
}

function kubectlOf(program: string, kubeconfig: string): Pick<Lab, 'kubectl' | 'apply'> {
  const kubectl: Lab['kubectl'] = (args, options = {}) => run(program, ['--kubeconfig', kubeconfig, ...args], options);
  return {
    kubectl,
    apply: async yaml => {
      await kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], { input: yaml });
    },
  };
}

function metricsServerOptions(options: LabOptions): MetricsServerOptions {
  const isReal = 'real' in options.nodes;
  const { metricResolutionSeconds: resolutionSeconds, metricsServerValues: values } = options;
  return {
    mode: options.metricsServer ?? (isReal ? 'chart' : 'process'),
    args: options.metricsServerArgs ?? (isReal && !options.serverTlsBootstrap ? ['--kubelet-insecure-tls'] : []),
    ...(resolutionSeconds === undefined ? {} : { resolutionSeconds }),
    ...(values === undefined ? {} : { values }),
  };
}

/** Says how long after now each step came. */
function stopwatch(log: Log): Log {
  const startedMs = Date.now();
  return step => log(`${((Date.now() - startedMs) / 1000).toFixed(1).padStart(5)} s  ${step}`);
}

function freshFolder(): string {
  const inside = currentNamespaces();
  if (inside === undefined) {
    throw new Error('A lab needs namespaces of its own: start the program with runInside, or by `lab.mjs inside`.');
  }
  return mkdtempSync(join(inside.scratch, 'lab-'));
}
