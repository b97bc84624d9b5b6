/** The path of a namespaced resource, in one namespace or in all. */
export function namespacedPath(groupVersion: string, resource: string, namespace: string | undefined): string {
  return namespace === undefined
    ? `${groupVersion}/${resource}`
    : `${groupVersion}/namespaces/${encodeURIComponent(namespace)}/${resource}`;
}
