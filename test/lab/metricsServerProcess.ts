import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './chart.js';
import { apiServerUrl } from './clusterFiles.js';
import { writeKubeconfig } from './kubeconfig.js';
import type { MetricsServerParts } from './metricsServer.js';
import type { LabProcess } from './processes.js';

const port = 4443;
const address = '10.99.0.1';

/** metrics-server as a process beside the control plane, with the identity and rights that the chart gives it. */
export class MetricsServerProcess {
  #running: LabProcess | undefined;

  constructor(private readonly parts: MetricsServerParts) {}

  async start(args: readonly string[]): Promise<void> {
    const { dir, binaries, files, processes } = this.parts;
    const kubeconfig = join(dir, 'metrics-server.kubeconfig');
    writeKubeconfig(kubeconfig, apiServerUrl, files.authority.certificatePem, { token: await this.#token() });
    const insecure = args.some(arg => arg.startsWith('--kubelet-insecure-tls'));
    this.#running ??= processes.start({
      name: 'metrics-server',
      command: binaries.metricsServer,
      restartAfterMs: 1000, // it ends when it starts while the API server is away
      args: [
        '--kubeconfig', kubeconfig, '--authentication-kubeconfig', kubeconfig, '--authorization-kubeconfig', kubeconfig,
        '--secure-port', String(port), '--cert-dir', join(dir, 'metrics-server-certificates'),
        '--kubelet-preferred-address-types', 'InternalIP,ExternalIP,Hostname', '--kubelet-use-node-status-port',
        '--metric-resolution', '15s',
        // a pod finds this authority beside its token
        ...(insecure ? [] : ['--kubelet-certificate-authority', files.pki('ca.crt')]),
        ...args,
      ],
    });
  }

  async stop(): Promise<void> {
    await this.#running?.stop(2000);
    this.#running = undefined;
  }

  log(): string {
    return readFileSync(this.parts.processes.logFile('metrics-server'), 'utf8');
  }

  async #token(): Promise<string> {
    const { status } = await this.parts.api.send<{ status: { token: string } }>(
      '/api/v1/namespaces/kube-system/serviceaccounts/metrics-server/token',
      { body: { spec: { expirationSeconds: 86_400 } } },
    );
    return status.token;
  }
}

/** The chart without its Deployment: the Service leads to the process. */
export function processManifests(manifests: readonly Manifest[]): Manifest[] {
  const kept = manifests.filter(({ kind }) => kind !== 'Deployment').map(manifest =>
    manifest.kind === 'Service' ? withoutSelector(manifest) : manifest);
  return [...kept, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'metrics-server-process',
      namespace: 'kube-system',
      labels: { 'kubernetes.io/service-name': 'metrics-server' },
    },
    ...{
      addressType: 'IPv4',
      ports: [{ name: 'https', port }],
      endpoints: [{ addresses: [address], conditions: { ready: true } }],
    },
  }];
}

function withoutSelector(service: Manifest): Manifest {
  const spec = Object.entries(service.spec ?? {}).filter(([field]) => field !== 'selector');
  return { ...service, spec: Object.fromEntries(spec) };
}
