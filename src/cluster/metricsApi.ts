import { ClusterError } from '../base/errors.js';
import { t } from '../base/l10n.js';
import type { NodeMetrics } from '../core/metrics/nodeMetrics.js';
import type { PodMetrics } from '../core/metrics/podMetrics.js';
import type { Sample } from '../core/metrics/sample.js';
import type { KubeClient, KubeList } from './kubeClient.js';
import { namespacedPath } from './namespacedPath.js';

const GROUP = 'metrics.k8s.io';
/** The versions that we can read, in the order in which kubectl prefers them. */
const VERSIONS = ['v1', 'v1beta1'] as const;
const SHORTEST_POLL_MS = 10_000;
const LONGEST_POLL_MS = 60_000;
const FIRST_POLL_MS = 15_000;

interface ApiGroup {
  readonly versions?: readonly { readonly version: string }[];
}

/** Reads the samples that a cluster has now. */
export interface MetricsApi {
  /** `metrics.k8s.io/v1beta1`. */
  readonly apiVersion: string;
  /** @param namespace absent: of all namespaces */
  pods(namespace: string | undefined, signal: AbortSignal): Promise<readonly PodMetrics[]>;
  nodes(signal: AbortSignal): Promise<readonly NodeMetrics[]>;
}

/**
 * The Metrics API in the version that the cluster serves, found by discovery.
 * @throws ClusterError `notFound` when the group is not registered
 * @see kubernetes/kubectl pkg/cmd/top/top.go, `SupportedMetricsAPIVersionAvailable`
 */
export async function discoverMetricsApi(client: KubeClient, signal: AbortSignal): Promise<MetricsApi> {
  const group = await client.get<ApiGroup>(`/apis/${GROUP}`, signal).catch((error: unknown) => {
    throw error instanceof ClusterError && error.code === 'notFound' ? noMetricsApi() : error;
  });
  const version = VERSIONS.find(ours => group.versions?.some(served => served.version === ours));
  if (!version) {
    throw noMetricsApi();
  }

  const groupVersion = `/apis/${GROUP}/${version}`;
  const list = async <T>(path: string, given: AbortSignal): Promise<readonly T[]> =>
    (await client.get<KubeList<T>>(path, given)).items ?? [];
  return {
    apiVersion: `${GROUP}/${version}`,
    pods: (namespace, given) => list(namespacedPath(groupVersion, 'pods', namespace), given),
    nodes: given => list(`${groupVersion}/nodes`, given),
  };
}

/**
 * How long until new samples can be expected. Milliseconds. The API does not tell metrics-server's resolution; the
 * middle window of the samples is the nearest to it, since a window spans two scrapes.
 */
export function pollIntervalMs(samples: readonly Pick<Sample, 'windowMs'>[]): number {
  const windows = samples.map(sample => sample.windowMs ?? FIRST_POLL_MS).sort((a, b) => a - b);
  const middle = windows[Math.floor(windows.length / 2)] ?? FIRST_POLL_MS;
  return Math.min(Math.max(middle, SHORTEST_POLL_MS), LONGEST_POLL_MS);
}

function noMetricsApi(): ClusterError {
  return new ClusterError('notFound', t('This cluster has no Metrics API: no APIService serves metrics.k8s.io.'));
}
