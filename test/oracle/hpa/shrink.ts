import type { JsonObject, JsonValue } from '../../../src/core/raw/jsonValue.js';
import { recordingText } from './recordingCases.js';

/** For each of the candidates, whether it still shows the fault. */
export type Check = (texts: readonly string[]) => Promise<readonly boolean[]>;

const triesAtOnce = 200;
const maxRounds = 60;

/** Leaves out of a recording what the fault does not need: passes, pods, metrics, fields. */
export async function shrunk(lines: readonly JsonObject[], check: Check): Promise<readonly JsonObject[]> {
  let smallest = lines;
  for (let round = 0; round < maxRounds; round++) {
    const smaller = await smallerThan(smallest, check);
    if (smaller === undefined) {
      break;
    }
    smallest = smaller;
  }
  return smallest;
}

async function smallerThan(lines: readonly JsonObject[], check: Check): Promise<readonly JsonObject[] | undefined> {
  const cuts = [...cutsOf(lines, [])].sort((a, b) => b.size - a.size);
  for (let from = 0; from < cuts.length; from += triesAtOnce) {
    const batch = cuts.slice(from, from + triesAtOnce);
    const shows = await check(batch.map(({ path }) => recordingText(without(lines, path))));
    const found = batch.filter((_, index) => shows[index] === true);
    if (found.length > 0) {
      return together(lines, found, check);
    }
  }
  return undefined;
}

/** All cuts that work alone, if they work together; else the largest of them. */
async function together(
  lines: readonly JsonObject[], [first, ...others]: readonly Cut[], check: Check,
): Promise<readonly JsonObject[] | undefined> {
  if (first === undefined) {
    return undefined;
  }
  const all = [first, ...others].sort((a, b) => comparePaths(b.path, a.path))
    .reduce((rest, { path }) => has(rest, path) ? without(rest, path) : rest, lines);
  const [shows] = await check([recordingText(all)]);
  return shows === true ? all : without(lines, first.path);
}

interface Cut {
  readonly path: readonly (string | number)[];
  /** In characters. */
  readonly size: number;
}

/** Everything that can be left out; the header stays. */
function* cutsOf(value: JsonValue | readonly JsonObject[] | undefined, path: Cut['path']): Generator<Cut> {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  for (const [key, inner] of Object.entries(value) as [string, JsonValue | undefined][]) {
    const step = Array.isArray(value) ? Number(key) : key;
    if (path.length > 0 || step !== 0) {
      yield { path: [...path, step], size: JSON.stringify(inner ?? null).length };
    }
    yield* cutsOf(inner, [...path, step]);
  }
}

function without<T>(value: T, [step, ...rest]: Cut['path']): T {
  if (step === undefined) {
    return value;
  }
  if (Array.isArray(value)) {
    const copy = [...value] as unknown[];
    copy.splice(Number(step), 1, ...(rest.length === 0 ? [] : [without(copy[Number(step)], rest)]));
    return copy as T;
  }
  const { [step]: inner, ...others } = value as Record<string, unknown>;
  return (rest.length === 0 ? others : { ...value, [step]: without(inner, rest) }) as T;
}

function has(value: unknown, path: Cut['path']): boolean {
  const found = path.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], value);
  return found !== undefined;
}

/** Later elements of an array first, so that the places of the others stay. */
function comparePaths(a: Cut['path'], b: Cut['path']): number {
  const index = a.findIndex((step, at) => step !== b[at]);
  const [left, right] = [a[index], b[index]];
  if (index < 0 || right === undefined) {
    return a.length - b.length;
  }
  return typeof left === 'number' && typeof right === 'number' ? left - right : String(left) < String(right) ? -1 : 1;
}
