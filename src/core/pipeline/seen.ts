import type { ClusterProblem } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import { formatAccess } from '../kube/access.js';

/** What was looked for: seen, perhaps as nothing; not answered yet; or not seen, and why. Unseen is not absent. */
export type Seen<T> =
  | { readonly kind: 'seen'; readonly value: T }
  | { readonly kind: 'pending' }
  | Unseen;

/** Why something was not seen, in words that follow "not seen:". */
export interface Unseen {
  readonly kind: 'unseen';
  readonly why: string;
}

export const PENDING = { kind: 'pending' } as const;

/** Makes something of what was seen; what was not seen stays as it is. */
export function mapSeen<T, R>(seen: Seen<T>, map: (value: T) => R): Seen<R> {
  return seen.kind === 'seen' ? { kind: 'seen', value: map(seen.value) } : seen;
}

/** The words for a failure: the right that is missing, or what the cluster or the path to it said. */
export function unseen({ access, message }: ClusterProblem): Unseen {
  return { kind: 'unseen', why: access ? t('forbidden ({0})', formatAccess(access)) : message };
}
