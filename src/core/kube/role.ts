import { stringify } from 'yaml';
import type { ApiAccess } from '../../base/errors.js';

const READ = ['get', 'list', 'watch'];

/**
 * Manifests that would allow what was refused, and nothing but reading: a Role and its binding, or a ClusterRole where
 * no namespace was asked for.
 *
 * @param user whom it is for; absent: `USER`, since whoever grants it knows the name
 */
export function roleThatAllows({ group, resource, namespace, name }: ApiAccess, user = 'USER'): string {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = {
    name: `read-${resource.replaceAll('/', '-')}`,
    ...(namespace === undefined ? {} : { namespace }),
  };
  const rule = {
    apiGroups: [group],
    resources: [resource],
    ...(resource.includes('/') && name !== undefined ? { resourceNames: [name] } : {}),
    verbs: resource.includes('/') ? ['get'] : READ,
  };
  const subject = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user };
  return [
    { apiVersion, kind, metadata, rules: [rule] },
    {
      apiVersion, kind: `${kind}Binding`, metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: metadata.name },
      subjects: [subject],
    },
  ].map(manifest => stringify(manifest)).join('---\n');
}

/** Whom the API server refused, as its message says: `… is forbidden: User "jane" cannot list …`. */
export function refusedUser(message: string): string | undefined {
  return /\bUser "([^"]+)" cannot /.exec(message)?.[1];
}
