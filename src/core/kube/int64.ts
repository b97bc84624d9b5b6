/** The largest number that Go's int64 holds, 2^63-1. */
export const maxInt64 = (1n << 63n) - 1n;

/** The smallest number that Go's int64 holds, -2^63. */
export const minInt64 = -(1n << 63n);

/** Whether Go could keep the number as an int64 without a loss. */
export function fitsInt64(value: bigint): boolean {
  return value >= minInt64 && value <= maxInt64;
}

/** What is left of a number in an int64 once its upper bits fell off, as in Go's unchecked arithmetic. */
export function wrapInt64(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/**
 * A float as Go's `int64(x)` gives it on amd64, the platform of nearly every control plane: cut toward zero;
 * NaN, the infinities and whatever is out of range give -2^63.
 */
export function truncateToInt64(value: number): bigint {
  if (!Number.isFinite(value)) {
    return minInt64;
  }
  const whole = BigInt(Math.trunc(value));
  return fitsInt64(whole) ? whole : minInt64;
}
