import type { GroupVersionResource, RestMappings } from './controllerConfig.js';

const builtIn: Readonly<Record<string, string>> = {
  '/Pod': 'v1/pods',
  '/Service': 'v1/services',
  '/Namespace': 'v1/namespaces',
  '/Node': 'v1/nodes',
  '/ReplicationController': 'v1/replicationcontrollers',
  'apps/Deployment': 'apps/v1/deployments',
  'apps/ReplicaSet': 'apps/v1/replicasets',
  'apps/StatefulSet': 'apps/v1/statefulsets',
  'apps/DaemonSet': 'apps/v1/daemonsets',
  'batch/Job': 'batch/v1/jobs',
  'batch/CronJob': 'batch/v1/cronjobs',
  'networking.k8s.io/Ingress': 'networking.k8s.io/v1/ingresses',
};

/**
 * Where the objects of each kind are: those of Kubernetes itself, and over them what a recording or discovery adds.
 *
 * @param added `group/Kind` → `group/version/resource` in the mapper's order; of the core group `/Pod` → `v1/pods`
 */
export function restMappings(added: Readonly<Record<string, readonly string[]>> = {}): RestMappings {
  const all = [...Object.entries(builtIn).map(([kind, path]) => [kind, [path]] as const), ...Object.entries(added)];
  return new Map(all.map(([kind, paths]) => [kind, paths.map(resourceOf)]));
}

/** The mappings of a kind, or why there are none, in the words of the REST mapper. */
export function mappingsOf(mappings: RestMappings, group: string, kind: string):
  | { readonly ok: true; readonly resources: readonly [GroupVersionResource, ...GroupVersionResource[]] }
  | { readonly ok: false; readonly error: string } {
  const [first, ...others] = mappings.get(`${group}/${kind}`) ?? [];
  return first === undefined
    ? { ok: false, error: `no matches for kind "${kind}" in group "${group}"` }
    : { ok: true, resources: [first, ...others] };
}

function resourceOf(path: string): GroupVersionResource {
  const parts = path.split('/');
  const [resource = '', version = '', group = ''] = parts.reverse();
  return { group, version, resource };
}
