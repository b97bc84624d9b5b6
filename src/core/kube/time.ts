const pattern = /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?:[.,](\d+))?([Zz]|[+-]\d\d:\d\d)$/;
const nsPerMs = 1_000_000n;

/** Go's zero time, midnight of 1 January of the year 1: what an absent time is to a controller. Unix time, ns. */
export const zeroTimeNs = -62_135_596_800_000_000_000n;

/**
 * Reads an RFC 3339 time to the nanosecond, as a `metav1.Time` holds it.
 *
 * @returns Unix time in ns; nothing when the text is none
 */
export function parseTimeNs(text: string): bigint | undefined {
  const [, seconds, fraction = '', zone] = pattern.exec(text) ?? [];
  const ms = seconds === undefined ? NaN : Date.parse(`${seconds.toUpperCase()}${zone?.toUpperCase() ?? 'Z'}`);
  return Number.isNaN(ms) ? undefined : BigInt(ms) * nsPerMs + BigInt(fraction.padEnd(9, '0').slice(0, 9));
}

/** A time of the API, or Go's zero time when it is absent or unreadable. */
export function timeNsOf(text: string | null | undefined): bigint {
  return parseTimeNs(text ?? '') ?? zeroTimeNs;
}
