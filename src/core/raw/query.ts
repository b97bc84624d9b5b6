/** The names and values of a query, decoded, in order; a name may come twice. */
export type Query = readonly (readonly [name: string, value: string])[];

/**
 * Decodes what follows the question mark, as Go does: only `&` separates.
 * @returns undefined when it is not percent-encoded as it should be
 */
export function parseQuery(text: string): Query | undefined {
  try {
    return text.split('&').filter(part => part !== '').map(part => {
      const equals = part.indexOf('=');
      return equals < 0
        ? [decode(part), '']
        : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
    });
  } catch {
    return undefined;
  }
}

/** Writes a query with its question mark; nothing for none. */
export function formatQuery(query: Query): string {
  return query.length === 0 ? '' : `?${query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`;
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** Selectors stay readable: what has no meaning in a value is not encoded. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/%(?:3D|2C|3A|2F)/g, decodeURIComponent).replaceAll('\'', '%27');
}
