import { goQuote } from '../../kube/goQuote.js';
import { pathEscape, queryEscape } from './goUrl.js';

/** A request as client-go builds it: the parts of its URL, which its error messages repeat. */
export interface RestRequest {
  readonly verb: 'GET' | 'PUT';
  /** `/apis/metrics.k8s.io/v1beta1`. */
  readonly base: string;
  /** The group that the client's error messages name. The scale client names none. */
  readonly group: string;
  readonly namespace: string;
  readonly resource: string;
  readonly name?: string;
  readonly subresource?: string;
  /** Query parameters; those that are empty are left out. */
  readonly query?: Readonly<Record<string, string>>;
}

/** What a recording lists the request under: `GET /apis/…?labelSelector=app%3Dweb`, keys sorted. */
export function requestKey({ verb, base, namespace, resource, name, subresource, query }: RestRequest): string {
  const parts = [base, 'namespaces', namespace, resource.toLowerCase(), name, subresource];
  const path = pathEscape(parts.filter(part => part !== undefined && part !== '').join('/'));
  const parameters = Object.entries(query ?? {})
    .filter(([, value]) => value !== '')
    .sort(([first], [second]) => first < second ? -1 : 1)
    .map(([key, value]) => `${queryEscape(key)}=${queryEscape(value)}`);
  return `${verb} ${path}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`;
}

/**
 * Why client-go does not even send the request; nothing when it does.
 *
 * @see kubernetes/client-go rest/request.go, `Request.Name`, `Request.Resource`
 */
export function requestFault({ namespace, resource, name, subresource }: RestRequest): string | undefined {
  return segmentFault('namespace', namespace)
    ?? segmentFault('resource', resource)
    ?? (name === '' ? 'resource name may not be empty' : segmentFault('resource name', name))
    ?? segmentFault('subresource', subresource);
}

/** What an API server's message ends with: `get deployments.apps web`. */
export function requestText({ verb, group, resource, name }: RestRequest): string {
  const qualified = group === '' ? resource : `${resource}.${group}`;
  return [verb.toLowerCase(), qualified, ...name === undefined || name === '' ? [] : [name]].join(' ');
}

function segmentFault(part: string, segment: string | undefined): string | undefined {
  if (segment === undefined) {
    return undefined;
  }
  if (segment === '.' || segment === '..') {
    return `invalid ${part} ${goQuote(segment)}: [may not be '${segment}']`;
  }
  const marks = ['/', '%'].filter(mark => segment.includes(mark));
  return marks.length === 0
    ? undefined
    : `invalid ${part} ${goQuote(segment)}: [${marks.map(mark => `may not contain '${mark}'`).join(' ')}]`;
}
