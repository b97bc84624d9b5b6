import { stringify } from 'yaml';
import { AdapterValues } from './adapterValues.js';
import { ApiClient, readKubeconfig } from './apiClient.js';
import type { Lab } from './lab.js';
import { MetricsAdapter } from './metricsAdapter.js';

/** A group that the lab's adapter can serve. */
export type AdapterGroup = 'custom.metrics.k8s.io' | 'external.metrics.k8s.io';

/** The adapter, registered with the API server. */
export interface RunningAdapter {
  /** What it serves from this moment on. */
  readonly values: AdapterValues;
  /** Takes the registration away and ends the adapter. */
  stop(): Promise<void>;
}

const namespace = 'metrics-adapter';
const service = 'metrics-adapter';
const host = '10.99.0.1';
const versions: Readonly<Record<AdapterGroup, readonly string[]>> = {
  'custom.metrics.k8s.io': ['v1beta2', 'v1beta1'],
  'external.metrics.k8s.io': ['v1beta1'],
};

/**
 * Starts the adapter in this process and registers the groups; returns when the API server says that they are
 * Available.
 */
export async function startMetricsAdapter(
  lab: Lab, groups: readonly AdapterGroup[] = ['custom.metrics.k8s.io', 'external.metrics.k8s.io'],
): Promise<RunningAdapter> {
  const client = new ApiClient(readKubeconfig(lab.kubeconfig));
  const values = new AdapterValues();
  const adapter = await MetricsAdapter.listen({
    values,
    podNames: (inNamespace, selector) => runningPods(client, inNamespace, selector),
    nowMs: Date.now,
    pair: await lab.authority.issue({ commonName: service, subjectAltNames: [`${service}.${namespace}.svc`] }),
    requestHeaderCa: lab.authority.certificatePem,
    allowedNames: ['front-proxy-client'],
    host,
  });
  const names = groups.flatMap(group => versions[group].map(version => `${version}.${group}`));
  await lab.apply(registration(names, adapter.port, lab.authority.certificatePem));
  await lab.kubectl(['wait', '--for=condition=Available', '--timeout=60s', ...names.map(name => `apiservice/${name}`)]);

  return {
    values,
    async stop() {
      await lab.kubectl(['delete', 'apiservice', '--ignore-not-found', ...names]);
      await adapter.close();
      client.close();
    },
  };
}

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
    readonly status?: { readonly phase?: string };
  }[];
}

async function runningPods(client: ApiClient, inNamespace: string, selector: string): Promise<string[]> {
  const query = `labelSelector=${encodeURIComponent(selector)}`;
  const { items } = await client.get<PodList>(`/api/v1/namespaces/${inNamespace}/pods?${query}`);
  return items
    .filter(({ metadata, status }) => status?.phase === 'Running' && metadata.deletionTimestamp === undefined)
    .map(({ metadata }) => metadata.name);
}

/** With aggregator routing the API server dials endpoints, so a Service without a selector and a slice will do. */
function registration(apiServices: readonly string[], port: number, caPem: string): string {
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'v1', kind: 'Service', metadata: { name: service, namespace },
      spec: { ports: [{ name: 'https', port: 443, targetPort: port }] },
    },
    {
      apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4',
      metadata: { name: service, namespace, labels: { 'kubernetes.io/service-name': service } },
      ports: [{ name: 'https', port }],
      endpoints: [{ addresses: [host], conditions: { ready: true } }],
    },
    ...apiServices.map(name => {
      const [version = '', ...group] = name.split('.');
      return {
        apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name },
        spec: {
          group: group.join('.'), version,
          groupPriorityMinimum: 100, versionPriority: version === 'v1beta2' ? 200 : 100,
          service: { name: service, namespace, port: 443 },
          caBundle: Buffer.from(caPem).toString('base64'),
        },
      };
    }),
  ];
  return objects.map(object => stringify(object)).join('---\n');
}
