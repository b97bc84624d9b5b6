import { ClusterError } from '../base/errors.js';
import { t } from '../base/l10n.js';
import { podUsageRow, type PodUsageRow } from '../core/metrics/podUsageRow.js';
import type { PodMetrics } from '../core/metrics/podMetrics.js';
import { delay } from './delay.js';
import type { Follower } from './follow.js';
import type { KubeClient, KubeList } from './kubeClient.js';

const GROUP = 'metrics.k8s.io';
/** The versions that we can read, in the order in which kubectl prefers them. */
const VERSIONS = ['v1', 'v1beta1'] as const;
const SHORTEST_POLL_MS = 10_000;
const LONGEST_POLL_MS = 60_000;
const FIRST_POLL_MS = 15_000;
/** Small enough that no message holds up the thread that receives it. */
const ROWS_A_MESSAGE = 200;
/** A port hands over all messages that wait, in one go: the receiver gets some air between them. */
const PAUSE_MS = 8;

interface ApiGroup {
  readonly versions?: readonly { readonly version: string }[];
}

/**
 * The version of the Metrics API to ask, found by discovery.
 * @throws ClusterError `notFound` when the group is not registered
 * @see kubernetes/kubectl pkg/cmd/top/top.go, `SupportedMetricsAPIVersionAvailable`
 */
export async function discoverMetricsVersion(client: KubeClient, signal: AbortSignal): Promise<string> {
  const group = await client.get<ApiGroup>(`/apis/${GROUP}`, signal).catch((error: unknown) => {
    throw error instanceof ClusterError && error.code === 'notFound' ? noMetricsApi() : error;
  });
  const version = VERSIONS.find(ours => group.versions?.some(served => served.version === ours));
  if (!version) {
    throw noMetricsApi();
  }
  return version;
}

/** Follows the usage of the pods of a namespace, or of all: asks again as often as there can be new samples. */
export function followPodUsage(client: KubeClient, namespace: string | undefined): Follower<PodUsageRow> {
  return async (sink, signal) => {
    const version = await discoverMetricsVersion(client, signal);
    const scope = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
    for (;;) {
      const list = await client.get<KubeList<PodMetrics>>(`/apis/${GROUP}/${version}${scope}/pods`, signal);
      const rows = (list.items ?? []).map(podUsageRow);
      for (let at = 0; at < rows.length; at += ROWS_A_MESSAGE) {
        sink.changed(rows.slice(at, at + ROWS_A_MESSAGE), []);
        await delay(PAUSE_MS, signal);
      }
      sink.complete(new Set(rows.map(({ id }) => id)));
      await delay(pollIntervalMs(rows), signal);
    }
  };
}

/**
 * How long until new samples can be expected. Milliseconds. The API does not tell metrics-server's resolution; the
 * middle window of the samples is the nearest to it, since a window spans two scrapes.
 */
export function pollIntervalMs(rows: readonly Pick<PodUsageRow, 'windowMs'>[]): number {
  const windows = rows.map(row => row.windowMs ?? FIRST_POLL_MS).sort((a, b) => a - b);
  const middle = windows[Math.floor(windows.length / 2)] ?? FIRST_POLL_MS;
  return Math.min(Math.max(middle, SHORTEST_POLL_MS), LONGEST_POLL_MS);
}

function noMetricsApi(): ClusterError {
  return new ClusterError('notFound', t('This cluster has no Metrics API: no APIService serves metrics.k8s.io.'));
}
