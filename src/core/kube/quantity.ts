/** The family of suffixes in which a quantity was written, and will be written again. */
export type QuantityFormat = 'decimalSI' | 'binarySI' | 'decimalExponent';

/**
 * An amount of a resource: `unscaled` × 10^`exponent`, exactly.
 *
 * Upstream holds short amounts in an int64 and the others in a big decimal. The two overflow and round
 * differently, so `form` says which of them Kubernetes would hold here.
 *
 * @see kubernetes/apimachinery pkg/api/resource/quantity.go, `Quantity`
 */
export interface Quantity {
  readonly form: 'int64' | 'decimal';
  readonly unscaled: bigint;
  readonly exponent: number;
  readonly format: QuantityFormat;
  /** The text as it was written, when upstream takes it for canonical and prints it back without a look. */
  readonly text?: string;
}

/** Nothing, as `ParseQuantity("0")` gives it. */
export const zeroQuantity: Quantity = { form: 'int64', unscaled: 0n, exponent: 0, format: 'decimalSI' };

/** A power of ten. @param exponent a whole number, zero or more */
export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
