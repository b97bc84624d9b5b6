/** An `apiVersion` in its parts; the core group is empty. */
export type ParsedGroupVersion =
  | { readonly ok: true; readonly group: string; readonly version: string }
  | { readonly ok: false; readonly error: string };

/** @see kubernetes/apimachinery pkg/runtime/schema/group_version.go, `ParseGroupVersion` */
export function parseGroupVersion(apiVersion: string): ParsedGroupVersion {
  if (apiVersion === '' || apiVersion === '/') {
    return { ok: true, group: '', version: '' };
  }
  const parts = apiVersion.split('/');
  const [first = '', second] = parts;
  if (parts.length > 2) {
    return { ok: false, error: `unexpected GroupVersion string: ${apiVersion}` };
  }
  return second === undefined ? { ok: true, group: '', version: first } : { ok: true, group: first, version: second };
}
