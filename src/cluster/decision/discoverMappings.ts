import { ClusterError } from '../../base/errors.js';
import { parseGroupVersion } from '../../core/hpa/groupVersion.js';
import { mappingsOf, restMappings } from '../../core/hpa/restMappings.js';
import type { CrossVersionObjectReference, HorizontalPodAutoscaler } from '../../core/kube/hpa.js';
import type { KubeClient } from '../kubeClient.js';
import { resourceIn, servedVersions } from '../scaleTarget.js';

const CUSTOM_METRICS = 'custom.metrics.k8s.io';
/** Those that the controller's client knows. */
const CUSTOM_VERSIONS: readonly string[] = ['v1beta1', 'v1beta2'];

/** `group/Kind` → resources, as a recording lists them. */
export type FoundMappings = Readonly<Record<string, readonly string[]>>;

/**
 * Where the objects are that an autoscaler refers to, as far as Kubernetes itself does not say: one entry for each
 * kind of its own group, in the order of the REST mapper. A kind that nobody serves has none.
 */
export async function discoverMappings(
  client: KubeClient, hpa: HorizontalPodAutoscaler, signal: AbortSignal,
): Promise<FoundMappings> {
  const found: Record<string, readonly string[]> = {};
  for (const { apiVersion = '', kind } of referencesOf(hpa)) {
    const parsed = parseGroupVersion(apiVersion);
    const group = parsed.ok ? parsed.group : '';
    if (parsed.ok && group !== '' && !mappingsOf(restMappings(found), group, kind).ok) {
      found[`${group}/${kind}`] = await resourcesOf(client, group, kind, signal);
    }
  }
  return Object.fromEntries(Object.entries(found).filter(([, resources]) => resources.length > 0));
}

/**
 * The version of custom.metrics.k8s.io that the controller prefers; nothing when the group is not served.
 *
 * @see kubernetes/metrics pkg/client/custom_metrics/discovery.go, `chooseVersion`
 */
export async function discoverCustomMetrics(client: KubeClient, signal: AbortSignal): Promise<string | undefined> {
  const versions = (await servedVersions(client, CUSTOM_METRICS, signal))
    .map(groupVersion => groupVersion.slice(CUSTOM_METRICS.length + 1));
  return versions.find(version => CUSTOM_VERSIONS.includes(version));
}

function referencesOf({ spec: { scaleTargetRef, metrics } }: HorizontalPodAutoscaler): CrossVersionObjectReference[] {
  return [scaleTargetRef, ...(metrics ?? []).flatMap(({ object }) => object ? [object.describedObject] : [])];
}

async function resourcesOf(client: KubeClient, group: string, kind: string, signal: AbortSignal): Promise<string[]> {
  const resources: string[] = [];
  for (const groupVersion of await servedVersions(client, group, signal)) {
    const found = await resourceIn(client, groupVersion, kind, signal).catch(ignoreUnavailable);
    if (found) {
      resources.push(`${groupVersion}/${found.plural}`);
    }
  }
  return resources;
}

/** A version whose backend is away is none that the mapper knows of. */
function ignoreUnavailable(error: unknown): undefined {
  if (!(error instanceof ClusterError && error.code === 'unavailable')) {
    throw error;
  }
}
