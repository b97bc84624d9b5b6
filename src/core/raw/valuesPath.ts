import { apiPrefix, encodeSegment } from './objectRef.js';

/** An entry of discovery: what a group version offers. */
export interface DiscoveredResource {
  readonly name: string;
  readonly namespaced: boolean;
}

/**
 * Where the values of a resource are, or of a metric that an adapter offers: `pods/http_requests` of custom metrics is
 * read of all pods of a namespace, `namespaces/queue` of the namespace itself. A metric of a namespace has to be asked
 * of one: without a choice it is `default`.
 *
 * @param namespace absent: all, where that can be asked
 * @see kubernetes/metrics pkg/client/custom_metrics/versioned_client.go, and of external_metrics the same
 */
export function valuesPath(
  groupVersion: string, { name, namespaced }: DiscoveredResource, namespace: string | undefined,
): string {
  const prefix = apiPrefix(groupVersion);
  const ofNamespace = `${prefix}/namespaces/${encodeSegment(namespace ?? 'default')}`;
  if (groupVersion.startsWith('external.metrics.k8s.io/')) {
    return `${ofNamespace}/${encodeSegment(name)}`;
  }
  if (groupVersion.startsWith('custom.metrics.k8s.io/')) {
    const [resource = '', ...metric] = name.split('/').map(encodeSegment);
    return resource === 'namespaces'
      ? `${ofNamespace}/metrics/${metric.join('/')}`
      : `${namespaced ? ofNamespace : prefix}/${resource}/*/${metric.join('/')}`;
  }
  return `${namespaced && namespace !== undefined ? ofNamespace : prefix}/${encodeSegment(name)}`;
}
