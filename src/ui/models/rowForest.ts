import { compareBytes } from '../../base/compareBytes.js';
import type { Row } from '../../cluster/clusterConnection.js';

/** What some rows of a view are shown under. */
export interface Group {
  /** Orders the groups beside it, by bytes. Unique within the group around it; without a slash. */
  readonly id: string;
  readonly label: string;
  /** The label for who hears it, where to the eye the icon says what it is. */
  readonly spoken?: string;
  /** Behind the label: what there is to know about the group while it is closed. */
  readonly description?: string;
  /** A codicon. */
  readonly icon: string;
  /** It is closed until somebody opens it. */
  readonly closed?: boolean;
}

/** A group with what is in it, in order. */
export interface GroupContent<T extends Row> {
  readonly group: Group;
  /** Unique in the view. */
  readonly path: string;
  readonly groups: GroupContent<T>[];
  readonly rows: T[];
}

/** How rows are put in order and into groups. */
export interface Arrangement<T extends Row> {
  readonly compare: (a: T, b: T) => number;
  /** The groups around a row, outermost first; none: it is a root. */
  readonly groupsOf: (row: T) => readonly Group[];
  /** By default all are. */
  readonly isShown?: (row: T) => boolean;
}

const root: Group = { id: '', label: '', icon: '' };

/** Puts rows in order and into their groups. There is no group without a row. */
export function arrange<T extends Row>(rows: Iterable<T>, arrangement: Arrangement<T>): GroupContent<T> {
  const { compare, groupsOf, isShown = () => true } = arrangement;
  const top: GroupContent<T> = { group: root, path: '', groups: [], rows: [] };
  const byPath = new Map<string, GroupContent<T>>();
  for (const row of [...rows].filter(isShown).sort(compare)) {
    let content = top;
    for (const group of groupsOf(row)) {
      content = inside(content, group, byPath);
    }
    content.rows.push(row);
  }
  for (const { groups } of [top, ...byPath.values()]) {
    groups.sort((a, b) => compareBytes(a.group.id, b.group.id));
  }
  return top;
}

function inside<T extends Row>(
  around: GroupContent<T>, group: Group, byPath: Map<string, GroupContent<T>>,
): GroupContent<T> {
  const path = `${around.path}/${group.id}`;
  const known = byPath.get(path);
  if (known) {
    return known;
  }
  const made: GroupContent<T> = { group, path, groups: [], rows: [] };
  byPath.set(path, made);
  around.groups.push(made);
  return made;
}
