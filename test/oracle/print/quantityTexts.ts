import type { Random } from '../random.js';

const suffixes = [
  '', '', 'n', 'u', 'm', 'm', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei',
] as const;
const boundaries = [
  '9223372036854775807', '9223372036854775808', '9223372036854775806', '9223372036854775', '999999999999999999',
  '1000000000000000000', '18446744073709551616', '18446744073709551615', '4611686018427387904', '8', '7', '1023',
  '1024', '1025', '1048576', '99', '100', '1000', '999', '1', '0', '8388608', '4294967296',
] as const;
const oddTexts = [
  '', '-', '+', '.', '-.', '+.', 'm', 'k', 'Ki', 'Pi', 'Ei', 'E', 'e', '1e', '1E', '1e+', '1e-', '.e-20', 'Mi5',
  '5Mi5', '1..2', '1.2.3', '--1', '+-1', ' 1', '1 ', '1\n', '1_000', '1,5', '0x10', '1i', '1K', '1ki', '1mi',
  '1KiB', '1e3m', '1Eim',
  '1e1.5', '5-3', '5+3', '1ee3', '1eE3', '1e99999999999999999999', '1\u0661', '\u00bd', 'NaN', 'Infinity',
  '1m\u0000',
  '0', '00', '-0', '+0', '0.0', '-0.0Ki', '0e5', '1e4294967296', '1e4294967299',
  '1e-4294967299', '1E3', '1E+3', '.5', '5.', '1.0Ki', '-1.0Ki', '.9999Ki', '-.9999Ki', '1.0001Ki', '-2.0Mi',
] as const;

/** Beyond it we refuse, while Kubernetes accepts the number or computes for minutes. */
const hugeExponent = /[eE][-+]?0*[1-9]\d{4,}$/;

/** A text as a person, a fuzzer or an attacker might put where a quantity belongs. Many are none. */
export function anyText(random: Random): string {
  if (random.chance(0.1)) {
    return random.pick(oddTexts);
  }
  const text = random.chance(0.15) ? scramble(random, quantityText(random)) : quantityText(random);
  return hugeExponent.test(text) ? text.slice(0, 5) : text;
}

/** A text that Kubernetes accepts as a quantity. */
export function quantityText(random: Random): string {
  const sign = random.pick(['', '', '', '', '', '-', '-', '+']);
  const zeros = random.pick(['', '', '', '', '', '', '0', '000']);
  return sign + zeros + numberText(random) + suffixText(random);
}

/** A quantity as a metrics-server, a kubelet or a user really writes it. */
export function plainQuantityText(random: Random): string {
  const number = random.int(0, 10 ** random.int(0, 10));
  return `${number}${random.pick(['', 'n', 'u', 'm', 'Ki', 'Mi', 'Gi', 'k', 'M'])}`;
}

function numberText(random: Random): string {
  const whole = random.chance(0.2) ? random.pick(boundaries) : digits(random);
  switch (random.int(0, 8)) {
    case 0: return `${whole}.`;
    case 8: return `.${'0'.repeat(random.int(1, 10))}${digits(random)}`;
    case 1: return `.${digits(random)}`;
    case 2: return `${whole}.${digits(random)}`;
    case 3: return `${whole}.${'0'.repeat(random.int(1, 12))}${random.int(0, 9)}`;
    case 4: return `${whole}${'0'.repeat(random.int(0, 6))}`;
    default: return whole;
  }
}

function digits(random: Random): string {
  const length = random.chance(0.1) ? random.int(15, 45) : random.int(1, 8);
  return Array.from({ length }, () => random.int(0, 9)).join('');
}

function suffixText(random: Random): string {
  if (random.chance(0.8)) {
    return random.pick(suffixes);
  }
  const largest = random.chance(0.05) ? 9999 : random.pick([4, 12, 24, 400]);
  return random.pick(['e', 'E']) + random.pick(['', '', '+', '-']) + String(random.int(0, largest));
}

function scramble(random: Random, text: string): string {
  const at = random.int(0, text.length);
  const inserted = random.pick(['', '.', '-', '+', 'e', 'E', 'i', 'K', 'm', ' ', '0', '\u00b5', '_']);
  return text.slice(0, at) + inserted + text.slice(at + random.int(0, 1));
}
