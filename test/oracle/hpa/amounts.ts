import type { JsonValue } from '../../../src/core/raw/jsonValue.js';
import { quantityText } from '../print/quantityTexts.js';
import type { Random } from '../random.js';

/** Around the ends of int64 and of exact float64, before and after a multiplication by a thousand. */
const extremeTexts = [
  '9223372036854775807', '9223372036854775808m', '9223372036854775807m', '9223372036854775', '9223372036854776',
  '9007199254740993', '9007199254740991m', '9007199254741', '1e16', '9E', '8Ei', '7Ei', '10P', '1e18', '1e15',
  '12345678901234567890', '4611686018427387904', '2147483647', '2147483648', '4294967296',
  '92233720368547758m', '21474836470',
] as const;
const smallTexts = [
  '0', '1n', '999n', '1u', '1m', '1500u', '0.0001', '0.5', '1.5', '1e3', '2E3', '1k', '2Ki', '1.5Ki', '100M',
] as const;
const negativeTexts = ['-1', '-5m', '-1n', '-1k', '-9223372036854775808m', '-9223372036854775808'] as const;

/** Anything that Kubernetes reads as a quantity, seldom what a metrics server says. */
export function oddAmount(random: Random): string {
  switch (random.int(0, 5)) {
    case 0: return random.pick(negativeTexts);
    case 1: case 2: return random.pick(extremeTexts);
    case 3: return quantityText(random).replace(/[eE]([-+]?)\d{3,}$/, 'e$19');
    default: return random.pick(smallTexts);
  }
}

/** A value that is no quantity, or one in a form that JSON allows too. */
export function oddJsonAmount(random: Random): JsonValue {
  return random.pick<JsonValue>([5, 0, 2.5, -3, 1e21, null, '', 'abc', '1x', true, [], {}, ' 7 ', '5 m', '1e', '٣']);
}

/** A number of thousandths as a kubelet, an adapter or a user writes it. */
export function milliText(random: Random, milli: number): string {
  const whole = Math.round(milli);
  if (whole % 1000 === 0 && random.chance(0.7)) {
    return String(whole / 1000);
  }
  switch (random.int(0, 5)) {
    case 0: return `${whole * 1000}u`;
    case 1: return whole > 0 && whole < 1e8 ? `${whole * 1_000_000 - random.int(0, 999_999)}n` : `${whole}m`;
    default: return `${whole}m`;
  }
}

/** A number of bytes. */
export function bytesText(random: Random, bytes: number): string {
  const whole = Math.round(bytes);
  const [suffix, size] = random.pick<readonly [string, number]>([
    ['Mi', 1 << 20], ['Ki', 1 << 10], ['k', 1000], ['', 1],
  ]);
  return whole % size === 0 ? `${whole / size}${suffix}` : String(whole);
}
