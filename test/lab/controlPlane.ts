import { join } from 'node:path';
import { ApiClient, readKubeconfig } from './apiClient.js';
import type { Binaries } from './binaries.js';
import { apiServerUrl, type ClusterFiles } from './clusterFiles.js';
import type { LabProcess, Processes } from './processes.js';
import { waitFor } from './waitFor.js';

/** What of the control plane can be set. Undefined is the default of Kubernetes. */
export interface ControlPlaneOptions {
  readonly hpaSyncPeriodSeconds?: number;
  readonly cpuInitializationPeriodSeconds?: number;
  readonly initialReadinessDelaySeconds?: number;
  readonly downscaleStabilizationSeconds?: number;
  /** More flags of kube-apiserver, for example feature gates. */
  readonly apiServerArgs?: readonly string[];
  readonly controllerManagerArgs?: readonly string[];
}

/** A control plane component that a test may take away and bring back. */
export interface Restartable {
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Starts it again on the same data, and returns when it answers. */
  start(): Promise<void>;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/** etcd, kube-apiserver, kube-controller-manager and kube-scheduler of one lab. */
export interface ControlPlane {
  readonly api: ApiClient;
  readonly apiServer: Restartable;
  readonly controllerManager: Restartable;
}

const startTimeoutMs = 120_000;
const etcdPort = 2379;

/** Where everything comes from that the control plane is started with. */
export interface ControlPlaneParts {
  readonly dir: string;
  readonly binaries: Binaries;
  readonly files: ClusterFiles;
  readonly processes: Processes;
}

/** Starts the control plane and returns when the API server is ready. */
export async function startControlPlane(parts: ControlPlaneParts, options: ControlPlaneOptions): Promise<ControlPlane> {
  const { binaries, files, processes } = parts;
  const api = new ApiClient(readKubeconfig(files.kubeconfig));
  processes.start({ name: 'etcd', command: binaries.etcd, args: etcdArgs(parts) });

  const apiServer = restartable(
    () => processes.start({
      name: 'kube-apiserver',
      command: binaries.kubeApiserver,
      args: [...apiServerArgs(files), ...options.apiServerArgs ?? []],
    }),
    () => untilReady(api),
  );
  await Promise.race([apiServer.start(), processes.failed]);
  await allowKubeletAccess(api);

  const controllerManager = restartable(
    () => processes.start({
      name: 'kube-controller-manager',
      command: binaries.kubeControllerManager,
      args: controllerManagerArgs(files, options),
    }),
    () => untilListening('https://127.0.0.1:10257/healthz'),
  );
  processes.start({ name: 'kube-scheduler', command: binaries.kubeScheduler, args: schedulerArgs(files) });
  await Promise.race([controllerManager.start(), processes.failed]);
  return { api, apiServer, controllerManager };
}

function etcdArgs({ dir }: ControlPlaneParts): string[] {
  const client = `http://127.0.0.1:${etcdPort}`;
  return [
    '--data-dir', join(dir, 'etcd'), '--unsafe-no-fsync', '--log-level', 'warn',
    '--listen-client-urls', client, '--advertise-client-urls', client,
    '--listen-peer-urls', 'http://127.0.0.1:2380',
  ];
}

function apiServerArgs({ pki }: ClusterFiles): string[] {
  return [
    '--etcd-servers', `http://127.0.0.1:${etcdPort}`,
    '--bind-address', '0.0.0.0', '--secure-port', new URL(apiServerUrl).port || '443',
    '--advertise-address', '10.99.0.1', '--endpoint-reconciler-type', 'none',
    '--service-cluster-ip-range', '10.96.0.0/16', '--enable-aggregator-routing',
    '--tls-cert-file', pki('apiserver.crt'), '--tls-private-key-file', pki('apiserver.key'),
    '--client-ca-file', pki('ca.crt'),
    '--authorization-mode', 'Node,RBAC', '--enable-admission-plugins', 'NodeRestriction',
    '--kubelet-preferred-address-types', 'InternalIP',
    '--kubelet-client-certificate', pki('apiserver-kubelet-client.crt'),
    '--kubelet-client-key', pki('apiserver-kubelet-client.key'),
    '--service-account-issuer', 'https://kubernetes.default.svc',
    '--service-account-key-file', pki('sa.pub'), '--service-account-signing-key-file', pki('sa.key'),
    '--requestheader-client-ca-file', pki('ca.crt'), '--requestheader-allowed-names', 'front-proxy-client',
    '--requestheader-username-headers', 'X-Remote-User', '--requestheader-group-headers', 'X-Remote-Group',
    '--requestheader-extra-headers-prefix', 'X-Remote-Extra-',
    '--proxy-client-cert-file', pki('front-proxy-client.crt'), '--proxy-client-key-file', pki('front-proxy-client.key'),
  ];
}

function controllerManagerArgs({ kubeconfig, pki }: ClusterFiles, options: ControlPlaneOptions): string[] {
  return [
    ...clientArgs(kubeconfig),
    '--bind-address', '127.0.0.1', '--controllers', '*',
    '--cluster-signing-cert-file', pki('ca.crt'), '--cluster-signing-key-file', pki('ca.key'),
    '--service-account-private-key-file', pki('sa.key'), '--root-ca-file', pki('ca.crt'),
    ...seconds('--horizontal-pod-autoscaler-sync-period', options.hpaSyncPeriodSeconds),
    ...seconds('--horizontal-pod-autoscaler-cpu-initialization-period', options.cpuInitializationPeriodSeconds),
    ...seconds('--horizontal-pod-autoscaler-initial-readiness-delay', options.initialReadinessDelaySeconds),
    ...seconds('--horizontal-pod-autoscaler-downscale-stabilization', options.downscaleStabilizationSeconds),
    ...options.controllerManagerArgs ?? [],
  ];
}

function schedulerArgs({ kubeconfig }: ClusterFiles): string[] {
  return [...clientArgs(kubeconfig), '--bind-address', '127.0.0.1'];
}

function clientArgs(kubeconfig: string): string[] {
  return [
    '--kubeconfig', kubeconfig, '--authentication-kubeconfig', kubeconfig, '--authorization-kubeconfig', kubeconfig,
    '--leader-elect=false',
  ];
}

function seconds(flag: string, value: number | undefined): string[] {
  return value === undefined ? [] : [flag, `${value}s`];
}

function restartable(launch: () => LabProcess, ready: () => Promise<void>): Restartable {
  let running: LabProcess | undefined;
  const end = async (graceMs: number) => {
    await running?.stop(graceMs);
    running = undefined;
  };
  return {
    start: async () => {
      running ??= launch();
      await ready();
    },
    stop: () => end(5000),
    kill: () => end(0),
  };
}

async function untilReady(api: ApiClient): Promise<void> {
  // The bootstrap roles come last; before them, a node or a ServiceAccount is refused what it may do.
  await waitFor('The API server is ready', async () => {
    await api.get('/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node');
    await api.get('/api/v1/namespaces/kube-system');
    return true;
  }, startTimeoutMs);
}

async function untilListening(url: string): Promise<void> {
  const { default: https } = await import('node:https');
  await waitFor(`${url} answers`, () => new Promise<boolean>((resolve, reject) => {
    https.get(url, { rejectUnauthorized: false }, answer => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).on('error', reject);
  }), startTimeoutMs);
}

/** Lets the API server read logs, run commands and open ports through the kubelets. */
async function allowKubeletAccess(api: ApiClient): Promise<void> {
  await api.send('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
    body: {
      metadata: { name: 'lab:apiserver-to-kubelet' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:kubelet-api-admin' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'kube-apiserver-kubelet-client' }],
    },
  });
}
