/**
 * A float as Go's `int32(x)` gives it on amd64, the platform of nearly every control plane: cut toward zero; NaN, the
 * infinities and whatever is out of range give -2^31.
 */
export function truncateToInt32(value: number): number {
  const whole = Math.trunc(value);
  return whole >= -(2 ** 31) && whole < 2 ** 31 ? whole + 0 : -(2 ** 31);
}

/** What is left of an int64 in an int32 once its upper bits fell off, as in Go's unchecked conversion. */
export function wrapInt32(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

/** The largest number that Go's int32 holds. */
export const maxInt32 = 2 ** 31 - 1;

/** The smallest number that Go's int32 holds. */
export const minInt32 = -(2 ** 31);
