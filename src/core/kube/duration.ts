/** A Go duration, or that the text is none. */
export type ParsedDuration =
  | { readonly ok: true; readonly ns: bigint }
  | { readonly ok: false; readonly reason: 'invalid' | 'missingUnit' | 'unknownUnit' };

const unitNs = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

const termPattern = /^(\d*)(?:\.(\d*))?([^\d.]*)/;
const limit = 1n << 63n;
const invalid: ParsedDuration = { ok: false, reason: 'invalid' };

/**
 * Reads a duration as Go writes it, such as the `window` of a PodMetrics (`15.282s`, `1m0s`).
 *
 * @returns nanoseconds, down to the last one as Go has it: fractions pass through a float there
 * @see Go time/format.go, `ParseDuration`
 */
export function parseDuration(text: string): ParsedDuration {
  const negative = text.startsWith('-');
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') {
    return { ok: true, ns: 0n };
  }
  if (rest === '') {
    return invalid;
  }

  let ns = 0n;
  while (rest !== '') {
    const [term = '', whole = '', fraction = '', unit = ''] = termPattern.exec(rest) ?? [];
    const parsed = parseTerm(whole, fraction, unit);
    if (!parsed.ok) {
      return parsed;
    }
    ns = BigInt.asUintN(64, ns + parsed.ns);
    if (ns > limit) {
      return invalid;
    }
    rest = rest.slice(term.length);
  }

  if (negative) {
    return { ok: true, ns: -ns };
  }
  return ns < limit ? { ok: true, ns } : invalid;
}

/** One number with its unit; an amount beyond 2^63 ns is invalid. */
function parseTerm(whole: string, fraction: string, unit: string): ParsedDuration {
  const count = BigInt(whole);
  if (whole + fraction === '' || count > limit) {
    return invalid;
  }
  if (unit === '') {
    return { ok: false, reason: 'missingUnit' };
  }
  const perUnit = unitNs.get(unit);
  if (perUnit === undefined) {
    return { ok: false, reason: 'unknownUnit' };
  }
  if (count > limit / perUnit) {
    return invalid;
  }

  const ns = count * perUnit + fractionNs(fraction, perUnit);
  return ns > limit ? invalid : { ok: true, ns };
}

/** Digits that would not fit an int64 are dropped; then float arithmetic, cut toward zero, as in Go. */
function fractionNs(fraction: string, perUnit: bigint): bigint {
  let digits = 0n;
  let scale = 1;
  for (const digit of fraction) {
    const next = digits * 10n + BigInt(digit);
    if (digits > (limit - 1n) / 10n || next > limit) {
      break;
    }
    digits = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(digits) * (Number(perUnit) / scale)));
}
