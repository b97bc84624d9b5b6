import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject, type JsonValue } from '../../../src/core/raw/jsonValue.js';
import { alikeTexts } from './alikeTexts.js';

/** What a recording was answered: its decisions, or what is wrong with the file. */
export type Answer = readonly JsonValue[] | { readonly error: string };

/** The first field of the first pass that differs. */
export interface Disagreement {
  /** Counted from 0, deletions apart; -1 when one side refuses the file. */
  readonly pass: number;
  readonly field: string;
  readonly ours: JsonValue | undefined;
  readonly theirs: JsonValue | undefined;
}

/** Where the fields of a decision differ, the most telling first. */
const fields = [
  'time', 'hpa', 'currentReplicas', 'requests', 'events', 'conditions', 'currentMetrics', 'desiredReplicas', 'rescale',
] as const;

/** Compares the passes up to one in which the real controller crashed. */
export function disagreement(ours: Answer, theirs: Answer): Disagreement | undefined {
  const [left, right] = [decisionsOf(ours), decisionsOf(theirs)];
  if (left === undefined || right === undefined) {
    return left === right ? undefined : { pass: -1, field: 'file', ours: summary(ours), theirs: summary(theirs) };
  }
  for (const [pass, expected] of right.slice(0, crashOf(right)).entries()) {
    const found = differingField(left[pass], expected);
    if (found) {
      return { pass, ...found };
    }
  }
  return undefined;
}

/** The index of the pass in which the controller crashed, or the number of passes. */
export function crashOf(decisions: readonly JsonValue[]): number {
  const index = decisions.findIndex(decision => isObject(decision) && decision['panic'] !== undefined);
  return index < 0 ? decisions.length : index;
}

export function decisionsOf(answer: Answer): readonly JsonValue[] | undefined {
  return 'error' in answer ? undefined : answer;
}

function differingField(ours: JsonValue | undefined, theirs: JsonValue): Omit<Disagreement, 'pass'> | undefined {
  const [left, right] = [isObject(ours) ? ours : {}, isObject(theirs) ? theirs : {}];
  const field = [...fields, ...otherKeys(left, right)]
    .find(key => !isDeepStrictEqual(...alikeTexts(left[key], right[key])));
  return field === undefined ? undefined : { field, ours: left[field], theirs: right[field] };
}

function otherKeys(left: JsonObject, right: JsonObject): string[] {
  return [...Object.keys(left), ...Object.keys(right)].filter(key => !(fields as readonly string[]).includes(key));
}

function summary(answer: Answer): JsonValue {
  return 'error' in answer ? answer.error : `${answer.length} decisions`;
}
