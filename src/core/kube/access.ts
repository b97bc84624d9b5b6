import type { ApiAccess } from '../../base/errors.js';

const RESOURCE_PATH = new RegExp([
  '^/(?:api|apis/(?<group>[^/]+))/[^/]+', '(?:/namespaces/(?<namespace>[^/]+)(?=/))?', '/(?<resource>[^/]+)',
  '(?:/(?<name>[^/]+)(?:/(?<subresource>.+))?)?$',
].join(''));

/**
 * What a GET of this path and query asks for; nothing when it is of no resource, such as discovery.
 * @see kubernetes/apiserver pkg/endpoints/request/requestinfo.go, `NewRequestInfo`
 */
export function accessOf(path: string): ApiAccess | undefined {
  const [place = '', query = ''] = path.split('?', 2);
  const found = RESOURCE_PATH.exec(place)?.groups;
  if (!found) {
    return undefined;
  }
  const { group = '', resource = '', namespace, name, subresource } = found;
  const isWatch = /(^|&)watch=(true|1)(&|$)/.test(query);
  return {
    verb: name !== undefined ? 'get' : isWatch ? 'watch' : 'list',
    group,
    resource: subresource === undefined ? resource : `${resource}/${subresource}`,
    ...(namespace === undefined ? {} : { namespace: decodeURIComponent(namespace) }),
    ...(name === undefined ? {} : { name: decodeURIComponent(name) }),
  };
}
