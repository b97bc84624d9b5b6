import type { QuantityFormat } from './quantity.js';

/** What a suffix multiplies by: a power of ten or of two. */
export interface QuantitySuffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

const decimalExponents = new Map([
  ['n', -9], ['u', -6], ['m', -3], ['', 0], ['k', 3], ['M', 6], ['G', 9], ['T', 12], ['P', 15], ['E', 18],
]);
const decimalSuffixes = new Map([...decimalExponents].map(([suffix, exponent]) => [exponent, suffix]));
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/**
 * Reads a suffix.
 *
 * @returns its meaning, or nothing when Kubernetes knows no such suffix; an exponent beyond int32 wraps, as upstream
 * @see kubernetes/apimachinery pkg/api/resource/suffix.go, `interpret`
 */
export function parseSuffix(suffix: string): QuantitySuffix | undefined {
  const decimal = decimalExponents.get(suffix);
  if (decimal !== undefined) {
    return { base: 10, exponent: decimal, format: 'decimalSI' };
  }

  const binary = binarySuffixes.indexOf(suffix);
  if (binary > 0) {
    return { base: 2, exponent: binary * 10, format: 'binarySI' };
  }

  const [, digits] = /^[eE]([+-]?\d+)$/.exec(suffix) ?? [];
  return digits === undefined ? undefined : decimalExponent(digits);
}

/** The suffix for a power of ten, a multiple of 3. Beyond n and E upstream has none and drops the magnitude. */
export function decimalSuffix(exponent: number, format: QuantityFormat): string {
  if (format === 'decimalExponent') {
    return exponent === 0 ? '' : `e${exponent}`;
  }
  return decimalSuffixes.get(exponent) ?? '';
}

/** The suffix for a power of 1024. Beyond Ei upstream has none and drops the magnitude. */
export function binarySuffix(power: number): string {
  return binarySuffixes[power] ?? '';
}

function decimalExponent(digits: string): QuantitySuffix | undefined {
  const exponent = BigInt(digits.replace(/^\+/, ''));
  if (BigInt.asIntN(64, exponent) !== exponent) {
    return undefined;
  }
  return { base: 10, exponent: Number(BigInt.asIntN(32, exponent)), format: 'decimalExponent' };
}
