import type { HorizontalPodAutoscaler } from '../../../src/core/kube/hpa.js';
import type { NodeMetrics } from '../../../src/core/metrics/nodeMetrics.js';
import type { PodMetrics } from '../../../src/core/metrics/podMetrics.js';
import type { Random } from '../random.js';
import { describedHpa } from './describedHpas.js';
import { hpaObject } from './hpaObjects.js';
import { anyText, plainQuantityText, quantityText } from './quantityTexts.js';

type ResourceList = Readonly<Record<string, string>>;

/** One question to both sides: our code, and the Go program `print`. */
export type PrintCase =
  | { readonly kind: 'quantity'; readonly text: string }
  | { readonly kind: 'sum'; readonly texts: readonly [string, string, ...string[]] }
  | { readonly kind: 'duration'; readonly text: string }
  | { readonly kind: 'age'; readonly ms: number }
  | { readonly kind: 'hpa'; readonly object: HorizontalPodAutoscaler }
  | { readonly kind: 'describe'; readonly object: HorizontalPodAutoscaler }
  | { readonly kind: 'pod'; readonly object: PodMetrics }
  | { readonly kind: 'node'; readonly object: NodeMetrics; readonly allocatable: ResourceList };

type Recipe = readonly [weight: number, make: (random: Random) => PrintCase];

/** How each kind of case is made, and how many of a hundred are of that kind. */
const recipes: Readonly<Record<PrintCase['kind'], Recipe>> = {
  quantity: [35, random => ({ kind: 'quantity', text: anyText(random) })],
  sum: [10, random => ({
    kind: 'sum',
    texts: random.chance(0.1)
      ? cancellingAmounts(random)
      : [amount(random), amount(random), ...random.list(0, 3, () => amount(random))],
  })],
  duration: [10, random => ({ kind: 'duration', text: durationText(random) })],
  age: [10, random => ({ kind: 'age', ms: ageMs(random) })],
  hpa: [20, random => ({ kind: 'hpa', object: hpaObject(random) })],
  describe: [10, random => ({ kind: 'describe', object: describedHpa(random) })],
  pod: [8, random => ({ kind: 'pod', object: podObject(random) })],
  node: [7, random => ({ kind: 'node', object: nodeObject(random), allocatable: resources(random) })],
};

/** All kinds of cases. */
export const printKinds = Object.keys(recipes) as readonly PrintCase['kind'][];

/** That many cases of all kinds, the rarer ones included. */
export function makePrintCases(random: Random, count: number): PrintCase[] {
  return Object.values(recipes).flatMap(([weight, make]) =>
    Array.from({ length: Math.ceil(count * weight / 100) }, () => make(random)));
}

/** Two whose sum fits an int64, while the first one, at the scale of the second, does not: it is 10^19 there. */
function cancellingAmounts(random: Random): [string, string] {
  const [large, zeros, small] = random.pick([
    ['k', 13, 'm'], ['G', 1, 'n'], ['M', 7, 'u'], ['', 10, 'n'], ['E', 1, ''],
  ]);
  const rest = String(random.int(8 * 10 ** 8, 10 ** 9 - 1)).repeat(2);
  const first = `1${'0'.repeat(zeros)}${large}`;
  return random.chance(0.5) ? [`-${first}`, rest + small] : [first, `-${rest}${small}`];
}

function amount(random: Random): string {
  if (random.chance(0.02)) {
    return random.pick(['9000E', '-9000E', '1e25', '-3e25', '1e300', '7e18', '9223372036854775807', '-8Ei']);
  }
  return random.chance(0.5) ? plainQuantityText(random) : quantityText(random);
}

function resources(random: Random): ResourceList {
  return {
    ...(random.chance(0.95) ? { cpu: amount(random) } : {}),
    ...(random.chance(0.95) ? { memory: amount(random) } : {}),
  };
}

function podObject(random: Random): PodMetrics {
  const containers = random.list(0, 4, index => ({
    name: `c${index}`,
    usage: random.chance(0.05) ? null : resources(random),
  }));
  return {
    metadata: { name: 'web', namespace: 'shop' },
    timestamp: '2026-01-02T03:04:05Z',
    window: '15s',
    containers: random.chance(0.03) ? null : containers,
  };
}

function nodeObject(random: Random): NodeMetrics {
  return { metadata: { name: 'n1' }, timestamp: '2026-01-02T03:04:05Z', window: '15s', usage: resources(random) };
}

function durationText(random: Random): string {
  if (random.chance(0.03)) {
    const limit = '9223372036854775808ns';
    return random.pick(['', '0', '-0', '+', limit, `-${limit}`, limit + limit, `-${limit}${limit}`, `-${limit}1ns`]);
  }
  const terms = random.list(0, 3, () => durationNumber(random) + durationUnit(random));
  return random.pick(['', '', '', '', '-', '+', random.chance(0.2) ? '--' : '']) + terms.join('');
}

function durationUnit(random: Random): string {
  const units = ['ns', 'us', '\u00b5s', '\u03bcs', 'ms', 's', 'm', 'h'] as const;
  return random.chance(0.1) ? random.pick(['', 'd', 'S', 's ', '\u00b5', '-s']) : random.pick(units);
}

function durationNumber(random: Random): string {
  const digits = (most: number) => random.list(1, most, () => random.int(0, 9)).join('');
  if (random.chance(0.15)) {
    return random.pick([
      '9223372036854775807', '9223372036854775808', '2562047', '2562048', '153722867', '9223372036', '1.2.3', '.', '',
      digits(21),
    ]);
  }
  return random.pick([
    digits(3), digits(6), `${digits(3)}.${digits(9)}`, `.${digits(12)}`, `${digits(2)}.`, `${digits(2)}.${digits(40)}`,
  ]);
}

/** Around the steps at which kubectl changes its mind, and anywhere else up to a century. */
function ageMs(random: Random): number {
  const hour = 3_600_000;
  const day = 24 * hour;
  const step = random.pick([
    0, -1000, -2000, 60_000, 120_000, 600_000, 3 * hour, 8 * hour, 2 * day, 8 * day, 730 * day, 2920 * day,
    random.int(1, 200) * 60_000, random.int(1, 200) * hour, random.int(1, 40_000) * day,
  ]);
  return step + random.pick([0, -1, 1, -1000, 1000, random.int(-100_000, 100_000), random.int(-9 * hour, 9 * hour)]);
}
