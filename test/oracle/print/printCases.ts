import type { HorizontalPodAutoscaler } from '../../../src/core/kube/hpa.js';
import type { NodeMetrics } from '../../../src/core/metrics/nodeMetrics.js';
import type { PodMetrics } from '../../../src/core/metrics/podMetrics.js';
import type { Random } from '../random.js';
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
  | { readonly kind: 'pod'; readonly object: PodMetrics }
  | { readonly kind: 'node'; readonly object: NodeMetrics; readonly allocatable: ResourceList };

type Recipe = readonly [weight: number, make: (random: Random) => PrintCase];

/** How each kind of case is made, and how many of a hundred are of that kind. */
const recipes: Readonly<Record<PrintCase['kind'], Recipe>> = {
  quantity: [35, random => ({ kind: 'quantity', text: anyText(random) })],
  sum: [10, random => ({
    kind: 'sum',
    texts: [amount(random), amount(random), ...random.list(0, 3, () => amount(random))],
  })],
  duration: [10, random => ({ kind: 'duration', text: durationText(random) })],
  age: [10, random => ({ kind: 'age', ms: ageMs(random) })],
  hpa: [20, random => ({ kind: 'hpa', object: hpaObject(random) })],
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

function amount(random: Random): string {
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
  const terms = random.list(0, 3, () => durationNumber(random) + random.pick([
    'ns', 'us', '\u00b5s', '\u03bcs', 'ms', 's', 's', 'm', 'h', '', 'd', 'S', 's ',
  ]));
  return random.pick(['', '', '', '', '-', '+', '--']) + terms.join('');
}

function durationNumber(random: Random): string {
  const digits = (most: number) => random.list(0, most, () => random.int(0, 9)).join('');
  return random.pick([
    digits(3), digits(6), `${digits(3)}.${digits(9)}`, `.${digits(12)}`, `${digits(2)}.`, `${digits(2)}.${digits(40)}`,
    digits(21), '9223372036854775807', '9223372036854775808', '2562047', '153722867', '9223372036', '0', '1.2.3',
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
