import { powerOfTen, type Quantity, type QuantityFormat } from './quantity.js';
import { binarySuffix, decimalSuffix } from './quantitySuffix.js';

/**
 * The quantity in Kubernetes' canonical form: no fraction, and the largest suffix that loses nothing (`1500m`, `2Mi`).
 * A text that was taken for canonical comes back as it was written, a leading `+` included.
 *
 * @see kubernetes/apimachinery pkg/api/resource/quantity.go, `String`, `CanonicalizeBytes`
 */
export function formatQuantity(quantity: Quantity): string {
  if (quantity.text !== undefined) {
    return quantity.text;
  }
  if (quantity.unscaled === 0n) {
    return '0';
  }
  if (quantity.format !== 'binarySI') {
    return formatDecimal(quantity, quantity.format);
  }

  const whole = wholeUnits(quantity);
  if (whole === undefined || (whole > -1024n && whole < 1024n)) {
    return formatDecimal(quantity, 'decimalSI');
  }
  const { rest, times } = removeFactors(whole, 1024n);
  return `${rest}${binarySuffix(times)}`;
}

function formatDecimal({ unscaled, exponent }: Quantity, format: QuantityFormat): string {
  const { rest, times } = removeFactors(unscaled, 10n);
  const power = exponent + times;
  const surplus = ((power % 3) + 3) % 3;
  return `${rest * powerOfTen(surplus)}${decimalSuffix(power - surplus, format)}`;
}

/** The amount in whole units; nothing when it has a fraction. */
function wholeUnits({ unscaled, exponent }: Quantity): bigint | undefined {
  if (exponent >= 0) {
    return unscaled * powerOfTen(exponent);
  }
  const divisor = powerOfTen(-exponent);
  return unscaled % divisor === 0n ? unscaled / divisor : undefined;
}

function removeFactors(amount: bigint, factor: bigint): { rest: bigint; times: number } {
  let rest = amount;
  let times = 0;
  while (rest % factor === 0n) {
    rest /= factor;
    times++;
  }
  return { rest, times };
}
