import { fitsInt64 } from './int64.js';
import { powerOfTen, zeroQuantity, type Quantity } from './quantity.js';

/**
 * The sum of two quantities, in the format of the first that is not zero. It stays an int64 as long as it fits.
 *
 * @see kubernetes/apimachinery pkg/api/resource/quantity.go, `Add`
 */
export function addQuantities(first: Quantity, second: Quantity): Quantity {
  const format = first.unscaled === 0n ? second.format : first.format;
  if (first.form === 'int64' && second.form === 'int64') {
    const sum = addInt64(first, second);
    if (sum) {
      return { form: 'int64', ...sum, format };
    }
  }
  return { form: 'decimal', ...align(first, second, (a, b) => a + b), format };
}

/** The sum of all of them; zero when there are none. */
export function sumQuantities(quantities: Iterable<Quantity>): Quantity {
  let sum = zeroQuantity;
  for (const quantity of quantities) {
    sum = addQuantities(sum, quantity);
  }
  return sum;
}

/** Orders two quantities by amount: negative, zero or positive, as `Array.sort` wants it. */
export function compareQuantities(first: Quantity, second: Quantity): -1 | 0 | 1 {
  const { unscaled } = align(first, second, (a, b) => a - b);
  return unscaled === 0n ? 0 : unscaled < 0n ? -1 : 1;
}

interface Amount {
  readonly unscaled: bigint;
  readonly exponent: number;
}

/** Upstream's `int64Amount.Add`; nothing when the sum, or an operand on the way to it, overflows. */
function addInt64(first: Amount, second: Amount): Amount | undefined {
  if (second.unscaled === 0n) {
    return { unscaled: first.unscaled, exponent: first.exponent };
  }
  if (first.unscaled === 0n) {
    return { unscaled: second.unscaled, exponent: second.exponent };
  }

  let fits = true;
  const sum = align(first, second, (a, b) => {
    fits = fitsInt64(a) && fitsInt64(b) && fitsInt64(a + b);
    return a + b;
  });
  return fits ? sum : undefined;
}

/** Brings both to the smaller exponent and combines what they are then. */
function align(first: Amount, second: Amount, combine: (a: bigint, b: bigint) => bigint): Amount {
  const exponent = Math.min(first.exponent, second.exponent);
  const at = (amount: Amount) => amount.unscaled * powerOfTen(amount.exponent - exponent);
  return { unscaled: combine(at(first), at(second)), exponent };
}
