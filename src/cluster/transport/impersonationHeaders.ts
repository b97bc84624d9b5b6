import type { Impersonation } from '../kubeconfig/kubeconfigTypes.js';

/** Headers of a request; one with several values is sent several times. */
export type Headers = Readonly<Record<string, string | string[]>>;

/**
 * The headers that ask the API server to answer as somebody else; none when the kubeconfig names nobody.
 * @see kubernetes/client-go transport/round_trippers.go, `impersonatingRoundTripper`
 */
export function impersonationHeaders({ user, uid, groups, extra }: Impersonation): Headers {
  if (user === '') {
    return {};
  }
  return {
    'Impersonate-User': user,
    ...(uid === '' ? {} : { 'Impersonate-Uid': uid }),
    ...(groups.length === 0 ? {} : { 'Impersonate-Group': [...groups] }),
    ...Object.fromEntries(Object.entries(extra)
      .filter(([, values]) => values.length > 0)
      .map(([key, values]) => [`Impersonate-Extra-${escapeKey(key)}`, [...values]])),
  };
}

/** Percent-encodes all bytes that no header name may have, and the percent sign. */
function escapeKey(key: string): string {
  return [...Buffer.from(key)].map(byte => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9!#$&'*+.^_`|~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
