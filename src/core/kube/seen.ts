import type { ClusterProblem } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import { formatAccess } from './access.js';

/** What was looked for: seen, perhaps as nothing; not answered yet; or not seen, and why. Unseen is not absent. */
export type Seen<T> = SeenValue<T> | { readonly kind: 'pending' } | Unseen;

export interface SeenValue<T> {
  readonly kind: 'seen';
  readonly value: T;
  /** Why it may be out of date: it can be read no more, or it may be listed and not watched. */
  readonly problem?: ClusterProblem;
}

/** Why something was not seen. */
export interface Unseen {
  readonly kind: 'unseen';
  /** In words that follow "not seen:". */
  readonly why: string;
  readonly problem: ClusterProblem;
}

export const PENDING = { kind: 'pending' } as const;

/** What was seen; with a problem, it may be out of date. */
export function seen<T>(value: T, problem?: ClusterProblem): SeenValue<T> {
  return { kind: 'seen', value, ...(problem ? { problem } : {}) };
}

/** Makes something of what was seen; what was not seen stays as it is. */
export function mapSeen<T, R>(looked: Seen<T>, map: (value: T) => R): Seen<R> {
  return looked.kind === 'seen' ? { ...looked, value: map(looked.value) } : looked;
}

/** What was seen, if it was. */
export function valueOf<T>(looked: Seen<T>): T | undefined {
  return looked.kind === 'seen' ? looked.value : undefined;
}

/** Why it was not seen, or may be out of date; nothing while it is awaited, or when all is well. */
export function problemOf(looked: Seen<unknown>): ClusterProblem | undefined {
  return looked.kind === 'pending' ? undefined : looked.problem;
}

/** It was not seen. */
export function unseen(problem: ClusterProblem): Unseen {
  return { kind: 'unseen', why: problemText(problem), problem };
}

/** The words for a failure: the right that is missing, or what the cluster or the path to it said. */
export function problemText({ access, message }: ClusterProblem): string {
  return access ? t('forbidden ({0})', formatAccess(access)) : message;
}
