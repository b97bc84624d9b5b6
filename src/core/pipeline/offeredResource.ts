/** The answer of discovery about one group version: the fields that we read. */
export interface ApiResourceList {
  readonly resources?: readonly { readonly name: string; readonly namespaced?: boolean }[] | null;
}

/** A metric that an adapter offers, or a resource of the Metrics API. */
export interface OfferedResource {
  /** `pods/http_requests`, `queue_depth`, `nodes`. */
  readonly name: string;
  readonly namespaced: boolean;
  /** Where its values are: a path of the API server. */
  readonly path: string;
}

/** The resources of a group version, by name. */
export interface OfferedResources {
  readonly list: readonly OfferedResource[];
  /** When the cluster was asked, Unix time. */
  readonly atMs: number;
}

/**
 * Reads what a group version offers, sorted by name.
 *
 * @param namespace whose values the paths lead to; undefined: all, where that can be asked, else `default`
 */
export function offeredResources(
  { resources }: ApiResourceList, groupVersion: string, namespace: string | undefined,
): OfferedResource[] {
  return (resources ?? [])
    .map(({ name, namespaced = false }) => ({
      name, namespaced, path: `/apis/${groupVersion}/${pathIn(groupVersion, { name, namespaced }, namespace)}`,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** @see kubernetes/metrics pkg/client/custom_metrics/versioned_client.go, and of external_metrics the same */
function pathIn(
  groupVersion: string, { name, namespaced }: Omit<OfferedResource, 'path'>, namespace: string | undefined,
): string {
  const scope = `namespaces/${encodeURIComponent(namespace ?? 'default')}`;
  const [resource = '', ...metric] = name.split('/').map(encodeURIComponent);
  if (metric.length === 0) {
    const isAll = !namespaced || (namespace === undefined && groupVersion.startsWith('metrics.k8s.io/'));
    return isAll ? resource : `${scope}/${resource}`;
  }
  if (resource === 'namespaces') {
    return `${scope}/metrics/${metric.join('/')}`;
  }
  return `${namespaced ? `${scope}/` : ''}${resource}/*/${metric.join('/')}`;
}
