import type { ApiAccess } from '../../base/errors.js';
import { apiPathOf } from '../raw/apiPath.js';
import { parseQuery } from '../raw/query.js';

/** What a GET of this path and query asks for; nothing when it is of no resource, such as discovery. */
export function accessOf(path: string): ApiAccess | undefined {
  const [place = '', query = ''] = path.split('?', 2);
  const segments = place.slice(1).split('/').map(decodeURIComponent);
  const { resource, namespace, name, rest } = apiPathOf(segments) ?? { rest: [] };
  if (resource === undefined) {
    return undefined;
  }
  const isWatch = parseQuery(query)?.some(([key, value]) => key === 'watch' && value === 'true');
  return {
    verb: name !== undefined ? 'get' : isWatch ? 'watch' : 'list',
    group: segments[0] === 'apis' ? segments[1] ?? '' : '',
    resource: [resource, ...rest].join('/'),
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Of the resources that we list, those that are in no namespace: another namespace would not help. */
const OF_CLUSTER: ReadonlySet<string> = new Set(['apiservices', 'namespaces', 'nodes']);

/** Whether a right can only be had for the whole cluster. */
export function isOfCluster(access: ApiAccess | undefined): boolean {
  return access !== undefined && OF_CLUSTER.has(access.resource);
}

/** A right in short, as one would ask for it: `list endpointslices.discovery.k8s.io in kube-system`. */
export function formatAccess({ verb, group, resource, namespace }: ApiAccess): string {
  const named = [resource, group].filter(Boolean).join('.');
  return `${verb} ${named}${namespace === undefined ? '' : ` in ${namespace}`}`;
}
