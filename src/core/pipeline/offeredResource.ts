import { compareBytes } from '../../base/compareBytes.js';
import { valuesPath } from '../raw/valuesPath.js';

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
      name, namespaced, path: valuesPath(groupVersion, { name, namespaced }, namespace),
    }))
    .sort((a, b) => compareBytes(a.name, b.name));
}
