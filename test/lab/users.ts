import { join } from 'node:path';
import type { ApiClient } from './apiClient.js';
import type { ClusterFiles } from './clusterFiles.js';

/** One rule of a Role or ClusterRole. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/**
 * Makes a user with nothing but these rights, in one namespace or, without one, in all. Returns the user's kubeconfig.
 */
export async function createUser(
  { api, files, dir }: { api: ApiClient; files: ClusterFiles; dir: string },
  name: string,
  rules: readonly PolicyRule[],
  namespace?: string,
): Promise<string> {
  const scope = namespace === undefined ? 'Cluster' : '';
  const folder = `/apis/rbac.authorization.k8s.io/v1${namespace === undefined ? '' : `/namespaces/${namespace}`}`;
  const metadata = { name: `lab:${name}` };
  await apply(api, folder, { kind: `${scope}Role`, metadata, rules });
  await apply(api, folder, {
    kind: `${scope}RoleBinding`,
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: `${scope}Role`, name: metadata.name },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name }],
  });
  return files.clientKubeconfig(join(dir, `${name}.kubeconfig`), name, []);
}

interface RbacObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly [field: string]: unknown;
}

async function apply(api: ApiClient, folder: string, object: RbacObject): Promise<void> {
  const path = `${folder}/${object.kind.toLowerCase()}s/${encodeURIComponent(object.metadata.name)}`;
  await api.send(`${path}?fieldManager=lab&force=true`, {
    method: 'PATCH',
    contentType: 'application/apply-patch+yaml',
    body: { apiVersion: 'rbac.authorization.k8s.io/v1', ...object },
  });
}
