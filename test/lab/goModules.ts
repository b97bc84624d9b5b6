import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labFolder } from './repository.js';

/** One Go module of the lab and what is built from it. */
export interface GoModule {
  /** Its folder below `test/lab/go`. */
  readonly name: string;
  /** Executable to package. */
  readonly programs: Readonly<Record<string, string>>;
  /** Other names of a program that acts by the name it is started under. */
  readonly links?: Readonly<Record<string, string>>;
  /** Folders of a required module's source to keep beside the programs: by the name they get, module and path. */
  readonly assets?: Readonly<Record<string, readonly [module: string, path: string]>>;
  /** Image to make of the one program, by name and tag. */
  readonly image?: string;
  /** Link-time variables: what the program says its version is. */
  readonly stamps: Readonly<Record<string, string>>;
  /** What to say while it is built. */
  readonly title: string;
  /** Measured on two cores with an empty build cache. */
  readonly coldSeconds: number;
}

/** All modules, in the order in which they are built: the long one first. */
export function goModules(): readonly GoModule[] {
  const kubernetes = versionOf('kube', 'k8s.io/kubernetes');
  const metricsServer = versionOf('metrics-server', 'sigs.k8s.io/metrics-server');
  return [
    {
      name: 'kube',
      title: `Kubernetes ${kubernetes} (API server, controllers, scheduler, kubectl, kubelet) and etcd`,
      programs: { kube: '.', etcd: './etcd', kubelet: './kubelet' },
      links: {
        'kube-apiserver': 'kube',
        'kube-controller-manager': 'kube',
        'kube-scheduler': 'kube',
        kubectl: 'kube',
      },
      stamps: {
        ...kubernetesStamps('k8s.io/component-base/version', kubernetes),
        ...kubernetesStamps('k8s.io/client-go/pkg/version', kubernetes),
      },
      coldSeconds: 900,
    },
    {
      name: 'metrics-server',
      title: `metrics-server ${metricsServer}`,
      programs: { 'metrics-server': 'sigs.k8s.io/metrics-server/cmd/metrics-server' },
      assets: { chart: ['sigs.k8s.io/metrics-server', 'charts/metrics-server'] },
      image: `registry.k8s.io/metrics-server/metrics-server:${metricsServer}`,
      stamps: { 'k8s.io/client-go/pkg/version.gitVersion': metricsServer },
      coldSeconds: 90,
    },
    podProgram('burner'),
    podProgram('pause'),
    helm('helm4', 'helm.sh/helm/v4'),
    {
      name: 'kwok',
      title: 'kwok',
      programs: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
      assets: { kustomize: ['sigs.k8s.io/kwok', 'kustomize'] },
      stamps: {},
      coldSeconds: 50,
    },
    helm('helm3', 'helm.sh/helm/v3'),
  ];
}

/** The version of a required module, read from a go.mod. */
export function versionOf(module: string, path: string): string {
  const text = readFileSync(join(moduleFolder(module), 'go.mod'), 'utf8');
  const line = text.split('\n').find(candidate => candidate.trim().replace(/^require /, '').startsWith(`${path} v`));
  const version = line?.trim().split(/\s+/).find(word => /^v\d/.test(word));
  if (version === undefined) {
    throw new Error(`${path} is not in the go.mod of ${module}.`);
  }
  return version;
}

/** The folder of a module. */
export function moduleFolder(name: string): string {
  return join(labFolder, 'go', name);
}

/** The flags of `go build`. */
export function buildFlags(module: GoModule): string[] {
  const stamps = Object.entries(module.stamps).map(([name, value]) => `-X ${name}=${value}`);
  return ['-trimpath', '-ldflags', ['-s', '-w', ...stamps].join(' ')];
}

/** Changes when anything changes that the executables depend on. */
export function hashOf(module: GoModule, goVersion: string): string {
  const essential = { ...module, title: '', coldSeconds: 0 };
  const hash = createHash('sha256').update(JSON.stringify([goVersion, buildFlags(module), essential]));
  const folder = moduleFolder(module.name);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter(name => /(\.go|go\.mod|go\.sum)$/.test(name)).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

function helm(name: string, path: string): GoModule {
  const version = versionOf(name, path);
  return {
    name,
    title: `helm ${version}`,
    programs: { helm: `${path}/cmd/helm` },
    stamps: { [`${path}/internal/version.version`]: version },
    coldSeconds: 60,
  };
}

function podProgram(name: string): GoModule {
  return {
    name,
    title: name,
    programs: { [name]: '.' },
    image: `localhost/${name}:1`,
    stamps: {},
    coldSeconds: 5,
  };
}

function kubernetesStamps(path: string, version: string): Record<string, string> {
  const [major = '', minor = ''] = version.slice(1).split('.');
  return { [`${path}.gitVersion`]: version, [`${path}.gitMajor`]: major, [`${path}.gitMinor`]: minor };
}
