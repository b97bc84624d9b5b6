import type { JsonObject } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';

/** A selector in a scale, and what the controller makes of it in a query. */
export interface ScaleSelector {
  readonly text: string;
  readonly canonical: string;
}

/** Selectors that pods with `app: web`, `app: api` or `tier: front` match, most of them. */
const plainSelectors: readonly [ScaleSelector, ...ScaleSelector[]] = [
  { text: 'app=web', canonical: 'app=web' },
  { text: 'app=web', canonical: 'app=web' },
  { text: 'app=web', canonical: 'app=web' },
  { text: 'app=web', canonical: 'app=web' },
  { text: 'app=api', canonical: 'app=api' },
  { text: 'app=api', canonical: 'app=api' },
  { text: 'tier=front', canonical: 'tier=front' },
];
const oddSelectors: readonly [ScaleSelector, ...ScaleSelector[]] = [
  { text: 'app==web', canonical: 'app=web' },
  { text: 'tier=front,app=web', canonical: 'app=web,tier=front' },
  { text: 'app in (web,api)', canonical: 'app in (api,web)' },
  { text: 'app in (web),tier', canonical: 'app in (web),tier' },
  { text: 'app notin (api,zoo)', canonical: 'app notin (api,zoo)' },
  { text: 'app', canonical: 'app' },
  { text: '!canary,app=web', canonical: 'app=web,!canary' },
  { text: 'app=api,app=web', canonical: 'app=web' },
  { text: 'app=web,app', canonical: 'app,app=web' },
  { text: 'none=here', canonical: 'none=here' },
  { text: 'app=', canonical: 'app=' },
  { text: 'app.kubernetes.io/name=web', canonical: 'app.kubernetes.io/name=web' },
];
const brokenSelectors = [
  '', ' ', 'app!=web', 'x>1', 'x<1', 'app=web,', '(', 'app in ()', 'a b', 'app=-bad', 'in', 'app in (web', ',',
  'app=a=b',
  `${'k'.repeat(64)}=v`, 'UPPER/x/y=1', 'app in (web,)', '=web', 'app=web tier=front', '!', 'app@=web', 'notin (a)',
] as const;

export function plainSelector(random: Random): ScaleSelector {
  return random.chance(0.85) ? random.pick(plainSelectors) : random.pick(oddSelectors);
}

export function brokenSelector(random: Random): string {
  return random.pick(brokenSelectors);
}

/** The selector of a metric, and how it is spelled in a query; undefined where it is none. */
export interface MetricSelector {
  readonly selector: JsonObject | undefined;
  readonly canonical: string;
}

const metricSelectors: readonly [MetricSelector, ...MetricSelector[]] = [
  { selector: undefined, canonical: '' },
  { selector: undefined, canonical: '' },
  { selector: undefined, canonical: '' },
  { selector: {}, canonical: '' },
  { selector: { matchLabels: { verb: 'GET' } }, canonical: 'verb=GET' },
  { selector: { matchLabels: { b: '2', a: '1' } }, canonical: 'a=1,b=2' },
  { selector: { matchLabels: {}, matchExpressions: [] }, canonical: '' },
  {
    selector: {
      matchLabels: { verb: 'GET' }, matchExpressions: [{ key: 'code', operator: 'In', values: ['500', '200'] }],
    },
    canonical: 'code in (200,500),verb=GET',
  },
  {
    selector: { matchExpressions: [{ key: 'code', operator: 'NotIn', values: ['404'] }] },
    canonical: 'code notin (404)',
  },
  {
    selector: { matchExpressions: [{ key: 'z', operator: 'DoesNotExist' }, { key: 'a', operator: 'Exists' }] },
    canonical: 'a,!z',
  },
];
const brokenMetricSelectors: readonly [JsonObject, ...JsonObject[]] = [
  { matchExpressions: [{ key: 'code', operator: 'Foo', values: ['1'] }] },
  { matchExpressions: [{ key: 'code', operator: 'In', values: [] }] },
  { matchExpressions: [{ key: 'code', operator: 'Exists', values: ['1'] }] },
  { matchExpressions: [{ key: 'a b', operator: 'Exists' }] },
  { matchLabels: { verb: 'a b' } },
  { matchLabels: { 'a/b/c': 'x' } },
];

export function metricSelector(random: Random): MetricSelector {
  return random.chance(0.03)
    ? { selector: random.pick(brokenMetricSelectors), canonical: '' }
    : random.pick(metricSelectors);
}

/** Labels of pods; the selectors above are about them. */
export function podLabels(random: Random, app: string): JsonObject {
  return {
    app,
    ...(random.chance(0.3) ? { tier: random.pick(['front', 'front', 'back']) } : {}),
    ...(random.chance(0.05) ? { canary: 'yes' } : {}),
    ...(random.chance(0.1) ? { 'app.kubernetes.io/name': 'web' } : {}),
  };
}

/** A value in a query as Go writes it. */
export function queryValue(text: string): string {
  return escaped(text).replaceAll('%20', '+');
}

/** A part of a path in a request as Go writes it. */
export function pathPart(text: string): string {
  return escaped(text).replace(/%(24|26|2B|2C|3A|3B|3D|40)/g, part => decodeURIComponent(part));
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, character =>
    `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A query with its keys sorted, empty values left out, and the question mark. */
export function queryOf(values: Readonly<Record<string, string>>): string {
  const parts = Object.entries(values).filter(([, value]) => value !== '').sort(([a], [b]) => a < b ? -1 : 1)
    .map(([key, value]) => `${key}=${queryValue(value)}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
