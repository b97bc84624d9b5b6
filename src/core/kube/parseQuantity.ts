import { maxInt64 } from './int64.js';
import { powerOfTen, type Quantity } from './quantity.js';
import { parseSuffix, type QuantitySuffix } from './quantitySuffix.js';

/**
 * A quantity, or why the text is none. The first three reasons are upstream's `ErrFormatWrong`, `ErrSuffix` and
 * `ErrNumeric`; `exponent` is ours, for a power of ten so large that upstream would compute for minutes.
 */
export type ParsedQuantity =
  | { readonly ok: true; readonly quantity: Quantity }
  | { readonly ok: false; readonly reason: 'format' | 'suffix' | 'numeric' | 'exponent' };

/** The pieces of a text that looks like a quantity. */
interface Pieces {
  readonly text: string;
  readonly negative: boolean;
  /** Digits before the point without leading zeros, at least "0". */
  readonly whole: string;
  /** Digits after the point, may be empty. */
  readonly fraction: string;
  /** Every digit as it stands in the text, may be empty. */
  readonly digits: string;
  readonly suffix: QuantitySuffix;
}

const quantityPattern = /^([+-]?)(0*)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[+-]?\d*)$/;
const nano = -9;
const maxInt64Digits = 18;
const maxExponent = 10_000;

/**
 * Reads the text of a quantity exactly as Kubernetes does: what is finer than a nano is rounded away from zero,
 * a binary one is capped at 2^63-1, and texts like `-`, `.` or `m` are zero.
 *
 * @see kubernetes/apimachinery pkg/api/resource/quantity.go, `ParseQuantity`
 */
export function parseQuantity(text: string): ParsedQuantity {
  const match = text === '' ? null : quantityPattern.exec(text);
  if (!match) {
    return { ok: false, reason: 'format' };
  }

  const [, sign, zeros = '', whole = '', fraction = '', suffixText = ''] = match;
  const suffix = parseSuffix(suffixText);
  if (!suffix) {
    return { ok: false, reason: 'suffix' };
  }
  if (Math.abs(suffix.exponent) > maxExponent) {
    return { ok: false, reason: 'exponent' };
  }

  const pieces: Pieces = {
    text, suffix, fraction, negative: sign === '-', whole: whole || '0', digits: zeros + whole + fraction,
  };
  const quantity = parseShort(pieces) ?? parseLong(pieces);
  return quantity ? { ok: true, quantity } : { ok: false, reason: 'numeric' };
}

/** Those that upstream keeps in an int64; it judges by the number of digits, so the product always fits. */
function parseShort(pieces: Pieces): Quantity | undefined {
  const { text, negative, whole, fraction, suffix: { base, exponent, format } } = pieces;
  const spareDigits = base === 10
    ? maxInt64Digits - whole.length - fraction.length
    : fraction === '' ? 14 - whole.length - exponent * 3 / 10 : -1;
  const power = (base === 10 ? exponent : 0) - fraction.length;
  if (spareDigits < 0 || power < nano) {
    return undefined;
  }

  const shifted = whole + fraction;
  const magnitude = BigInt(shifted);
  const product = base === 2 ? magnitude << BigInt(exponent) : magnitude;
  const canonical = base === 2
    ? magnitude % 8n !== 0n
    : power % 3 === 0 && !shifted.endsWith('000') && !shifted.startsWith('0');
  return {
    form: 'int64',
    unscaled: negative ? -product : product,
    exponent: power,
    format,
    ...(canonical ? { text } : {}),
  };
}

/** All others, which upstream keeps as a big decimal. Nothing when there is no digit at all, as in `Pi`. */
function parseLong({ negative, digits, fraction, suffix }: Pieces): Quantity | undefined {
  if (digits === '') {
    return undefined;
  }

  const { base, exponent, format } = suffix;
  const magnitude = base === 2 ? BigInt(digits) << BigInt(exponent) : BigInt(digits);
  const power = (base === 10 ? exponent : 0) - fraction.length;
  if (magnitude === 0n) { // upstream does not round it; its scale still shows in sums that overflow
    return { form: 'decimal', unscaled: 0n, exponent: power, format };
  }

  const rounded = toNano(magnitude, power);
  const capped = format === 'binarySI' && rounded > maxInt64 * powerOfTen(-nano);
  const belowOne = rounded < powerOfTen(-nano);
  const unscaled = capped ? maxInt64 : rounded;
  return {
    form: 'decimal',
    unscaled: negative ? -unscaled : unscaled,
    exponent: capped ? 0 : nano,
    format: format === 'binarySI' && belowOne ? 'decimalSI' : format,
  };
}

function toNano(magnitude: bigint, exponent: number): bigint {
  const shift = exponent - nano;
  if (shift >= 0) {
    return magnitude * powerOfTen(shift);
  }
  const divisor = powerOfTen(-shift);
  return (magnitude + divisor - 1n) / divisor;
}
