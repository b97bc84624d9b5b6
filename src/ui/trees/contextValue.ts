import type { MenuSubject } from './detailNode.js';

/**
 * What the `when` of a menu entry matches: what kind of node it is, and after it, each with a semicolon, what can be
 * done with it: `podUsage;object;logs`.
 */
export function contextValueOf(kind: string, about: MenuSubject | undefined): string {
  return [
    kind,
    about?.object && 'object',
    about?.object?.kind === 'Pod' && 'logs',
    (about?.rawPath ?? about?.object) && 'raw',
    about?.target && 'target',
  ].filter(Boolean).join(';');
}
