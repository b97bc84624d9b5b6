import { fitsInt64, maxInt64, minInt64, wrapInt64 } from './int64.js';
import { powerOfTen, type Quantity } from './quantity.js';

/**
 * The amount in thousandths, rounded up, as the int64 that the HPA controller and kubectl calculate with.
 * Beyond int64 it is what upstream gets, not what is true: mostly 0 for a short quantity (`9E`), wrapped bits for
 * a long one (`9223372036854775807` gives -1000).
 *
 * @see kubernetes/apimachinery pkg/api/resource/quantity.go, `MilliValue`
 */
export function milliValue(quantity: Quantity): bigint {
  return scaledValue(quantity, -3);
}

/**
 * The amount in whole units, rounded up, as an int64 with the same quirks as {@link milliValue}.
 *
 * @see kubernetes/apimachinery pkg/api/resource/quantity.go, `Value`
 */
export function value(quantity: Quantity): bigint {
  return scaledValue(quantity, 0);
}

function scaledValue(quantity: Quantity, scale: number): bigint {
  const shift = quantity.exponent - scale;
  return quantity.form === 'int64' ? scaleInt64(quantity.unscaled, shift) : scaleDecimal(quantity.unscaled, shift);
}

/** Powers of ten that upstream multiplies by at once, and then the bits wrap. By others it goes step by step. */
const directShifts: readonly number[] = [1, 2, 3, 6, 9];

/** Upstream's `AsScaledInt64`: away from zero; an overflow wraps or, found step by step, is zero. */
function scaleInt64(unscaled: bigint, shift: number): bigint {
  if (shift >= 0) {
    const product = unscaled * powerOfTen(shift);
    return fitsInt64(product) || directShifts.includes(shift) ? wrapInt64(product) : 0n;
  }

  const divisor = powerOfTen(-shift);
  const quotient = unscaled / divisor;
  if (unscaled % divisor === 0n) {
    return quotient;
  }
  return unscaled > 0n ? quotient + 1n : quotient - 1n;
}

/** Upstream's `scaledValue`: the bits wrap, and a negative amount is rounded toward zero and then up once more. */
function scaleDecimal(unscaled: bigint, shift: number): bigint {
  if (shift >= 0) {
    return wrapInt64(unscaled * (shift <= 18 ? powerOfTen(shift) : minInt64));
  }

  const divisor = powerOfTen(-shift);
  if (unscaled < maxInt64 && -shift < 19) {
    const narrowed = wrapInt64(unscaled);
    return narrowed / divisor + (narrowed % divisor === 0n ? 0n : 1n);
  }
  const remainder = ((unscaled % divisor) + divisor) % divisor;
  return wrapInt64((unscaled - remainder) / divisor + (remainder === 0n ? 0n : 1n));
}
