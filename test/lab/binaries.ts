import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildModule, goVersion, removeAbandonedBuilds } from './goBuild.js';
import { goModules, hashOf, versionOf, type GoModule } from './goModules.js';
import { cacheFolder } from './repository.js';

/** Tells the person at the keyboard how things go, one line a step. */
export type Log = (line: string) => void;

/** Paths of the executables that the lab is made of. */
export interface Binaries {
  readonly etcd: string;
  readonly kubeApiserver: string;
  readonly kubeControllerManager: string;
  readonly kubeScheduler: string;
  readonly kubectl: string;
  readonly kubelet: string;
  readonly metricsServer: string;
  readonly kwok: string;
  readonly helm4: string;
  readonly helm3: string;
  readonly burner: string;
  readonly pause: string;
  /** Image archives, in the order in which a node needs them. */
  readonly images: readonly string[];
  /** The folder of the official metrics-server chart, as its Go module ships it. */
  readonly metricsServerChart: string;
  /** For example `v0.9.0`. */
  readonly metricsServerVersion: string;
  /** The folder `kustomize` of kwok: its CRDs (`crd/bases`), stages (`stage`) and metrics (`metrics`). */
  readonly kwokKustomize: string;
}

/**
 * Builds what is not in the cache yet. The first time this takes ten to twenty minutes on two cores, then none.
 *
 * @throws {UserError} when Go, the network or disk space is missing
 */
export async function ensureBinaries(log: Log): Promise<Binaries> {
  const binFolder = join(cacheFolder(), 'bin');
  mkdirSync(binFolder, { recursive: true });
  removeAbandonedBuilds(binFolder);

  const version = await goVersion();
  const modules = goModules();
  const folderOf = (module: GoModule) => join(binFolder, `${module.name}-${hashOf(module, version)}`);
  const missing = modules.filter(module => !existsSync(folderOf(module)));
  for (const [index, module] of missing.entries()) {
    const step = `Building ${module.title} (${index + 1} of ${missing.length})`;
    log(`${step}: up to ${duration(module.coldSeconds)} the first time.`);
    await withHeartbeat(step, log, () => buildModule(module, folderOf(module)));
  }
  return paths(Object.fromEntries(modules.map(module => [module.name, folderOf(module)])));
}

function paths(folders: Readonly<Record<string, string>>): Binaries {
  const inModule = (module: string, file: string) => join(folders[module] ?? '', file);
  return {
    etcd: inModule('kube', 'etcd'),
    kubeApiserver: inModule('kube', 'kube-apiserver'),
    kubeControllerManager: inModule('kube', 'kube-controller-manager'),
    kubeScheduler: inModule('kube', 'kube-scheduler'),
    kubectl: inModule('kube', 'kubectl'),
    kubelet: inModule('kube', 'kubelet'),
    metricsServer: inModule('metrics-server', 'metrics-server'),
    kwok: inModule('kwok', 'kwok'),
    helm4: inModule('helm4', 'helm'),
    helm3: inModule('helm3', 'helm'),
    burner: inModule('burner', 'burner'),
    pause: inModule('pause', 'pause'),
    images: ['pause', 'burner', 'metrics-server'].map(module => inModule(module, 'image.tar')),
    metricsServerChart: inModule('metrics-server', 'chart'),
    metricsServerVersion: versionOf('metrics-server', 'sigs.k8s.io/metrics-server'),
    kwokKustomize: inModule('kwok', 'kustomize'),
  };
}

async function withHeartbeat(step: string, log: Log, work: () => Promise<void>): Promise<void> {
  const startedMs = Date.now();
  const timer = setInterval(() => log(`${step}: ${duration((Date.now() - startedMs) / 1000)} so far.`), 60_000);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
