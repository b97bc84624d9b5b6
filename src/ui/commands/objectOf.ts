import type { ObjectRef } from '../../core/raw/objectRef.js';
import type { MenuSubject } from '../trees/detailNode.js';

/** The object that a command is given by itself, or by the node whose menu called it. */
export function objectOf(what: ObjectRef | MenuSubject): ObjectRef | undefined {
  return 'plural' in what ? what : what.object;
}
