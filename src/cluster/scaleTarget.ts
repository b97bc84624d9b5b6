import { ClusterError } from '../base/errors.js';
import { t } from '../base/l10n.js';
import { apiPrefix, objectPath, type KindRef, type ObjectRef } from '../core/raw/objectRef.js';
import type { SubjectRef } from './clusterConnection.js';
import type { KubeClient } from './kubeClient.js';

/** The scale of an object, as far as finding its pods goes. */
export interface ScaleTarget {
  readonly uid: string;
  /** `status.selector`, as it is to be asked with. */
  readonly selector: string;
}

interface ApiGroup {
  readonly preferredVersion?: { readonly groupVersion: string };
  readonly versions?: readonly { readonly groupVersion: string }[];
}

interface ApiResourceList {
  readonly resources?: readonly { readonly name: string; readonly kind: string }[] | null;
}

interface Scale {
  readonly metadata?: { readonly uid?: string };
  readonly status?: { readonly selector?: string };
}

/**
 * Reads the scale of an object by its kind, as the controller does: of the version in `apiVersion` only the group
 * counts, unless that version is served.
 *
 * @throws ClusterError `notFound` when no version of the group has the kind, or when the object is not there
 * @see kubernetes pkg/controller/podautoscaler/horizontal.go, `scaleForResourceMappings`
 */
export async function readScale(client: KubeClient, subject: SubjectRef, signal: AbortSignal): Promise<ScaleTarget> {
  const { namespace, name, kind = '', apiVersion = '' } = subject;
  const object = await resolveKind(client, { kind, apiVersion, namespace, name }, signal);
  const { metadata, status } = await client.get<Scale>(`${objectPath(object)}/scale`, signal);
  if (!status?.selector?.trim()) {
    throw new ClusterError('badResponse', t('The scale of {0} is missing a selector.', `${kind}/${name}`));
  }
  return { uid: metadata?.uid ?? '', selector: status.selector };
}

/** Finds the plural of a kind. @throws ClusterError `notFound` when no version of the group has the kind */
export async function resolveKind(
  client: KubeClient, { kind, apiVersion, namespace, name }: KindRef, signal: AbortSignal,
): Promise<ObjectRef> {
  return { ...await resourceOf(client, { kind, apiVersion }, signal), kind, namespace, name };
}

type Resource = Pick<ObjectRef, 'apiVersion' | 'plural'>;

async function resourceOf(
  client: KubeClient,
  { kind, apiVersion }: { readonly kind: string; readonly apiVersion: string },
  signal: AbortSignal,
): Promise<Resource> {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const named = group === '' ? 'v1' : apiVersion;
  const found = await resourceIn(client, named, kind, signal);
  if (found) {
    return found;
  }
  for (const groupVersion of await servedVersions(client, group, signal)) {
    const inVersion = groupVersion === named ? undefined : await resourceIn(client, groupVersion, kind, signal);
    if (inVersion) {
      return inVersion;
    }
  }
  throw new ClusterError('notFound', t('no matches for kind "{0}" in group "{1}"', kind, group));
}

/** The resource of a kind in one version; nothing when that version is not served, or has no such kind. */
export async function resourceIn(
  client: KubeClient, groupVersion: string, kind: string, signal: AbortSignal,
): Promise<Resource | undefined> {
  const list = await orNothing(client.get<ApiResourceList>(apiPrefix(groupVersion), signal));
  const resource = list?.resources?.find(served => served.kind === kind && !served.name.includes('/'));
  return resource && { apiVersion: groupVersion, plural: resource.name };
}

/** The versions of a group that are served, the preferred one first; none when the group is not served. */
export async function servedVersions(
  client: KubeClient, group: string, signal: AbortSignal,
): Promise<readonly string[]> {
  const served = group === '' ? undefined : await orNothing(client.get<ApiGroup>(`/apis/${group}`, signal));
  const versions = (served?.versions ?? []).map(({ groupVersion }) => groupVersion);
  return [...new Set([...served?.preferredVersion ? [served.preferredVersion.groupVersion] : [], ...versions])];
}

/** What is not there is no failure here. */
async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof ClusterError && error.code === 'notFound') {
      return undefined;
    }
    throw error;
  });
}
