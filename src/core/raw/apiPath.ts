/** A path of the API, taken apart as the API server does. */
export interface ApiPath {
  /** `/api/v1`, `/apis/apps/v1`; shorter when the path ends before. */
  readonly prefix: string;
  /** The word after the prefix when it is no resource: `watch` and `proxy` of old. */
  readonly specialVerb?: 'watch' | 'proxy';
  readonly namespace?: string;
  readonly resource?: string;
  readonly name?: string;
  /** What follows the name: the subresource, and what it is given. */
  readonly rest: readonly string[];
}

/** What may follow the name of a namespace without being a resource in it. */
const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);

/**
 * Takes apart the decoded parts of a path.
 * @returns undefined for what is no path of the API, such as `/version`
 * @see kubernetes/apiserver pkg/endpoints/request/requestinfo.go, `NewRequestInfo`
 */
export function apiPathOf(segments: readonly string[]): ApiPath | undefined {
  const length = segments[0] === 'api' ? 2 : segments[0] === 'apis' ? 3 : 0;
  if (length === 0) {
    return undefined;
  }
  const prefix = `/${segments.slice(0, length).join('/')}`;
  const after = segments.slice(length);
  const special = after[0];
  if (special === 'watch' || special === 'proxy') {
    return { prefix, specialVerb: special, ...inNamespace(after.slice(1)) };
  }
  return { prefix, ...inNamespace(after) };
}

function inNamespace(parts: readonly string[]): Pick<ApiPath, 'namespace' | 'resource' | 'name' | 'rest'> {
  const [first, namespace, third] = parts;
  if (first === 'namespaces' && namespace !== undefined && third !== undefined && !NAMESPACE_SUBRESOURCES.has(third)) {
    return { namespace, ...named(parts.slice(2)) };
  }
  return named(parts);
}

function named([resource, name, ...rest]: readonly string[]): Pick<ApiPath, 'resource' | 'name' | 'rest'> {
  return { ...(resource === undefined ? {} : { resource }), ...(name === undefined ? {} : { name }), rest };
}
