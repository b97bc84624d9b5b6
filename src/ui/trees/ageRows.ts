import type { Disposable } from '../../base/disposable.js';
import type { Event } from '../../base/event.js';
import type { RowTreeNode } from './rowTree.js';

/** Ages need not be right to the second, and every tick draws rows anew. */
const TICK_MS = 5_000;

/** What of a `TreeView` tells which rows are to be seen. */
export interface SeenView {
  readonly visible: boolean;
  readonly onDidChangeVisibility: Event<{ readonly visible: boolean }>;
  readonly onDidExpandElement: Event<{ readonly element: RowTreeNode }>;
  readonly onDidCollapseElement: Event<{ readonly element: RowTreeNode }>;
}

/**
 * Lets what a view shows grow old on the screen: every 5 s, while it is visible, the rows that are opened are to be
 * drawn anew, for the ages below them.
 *
 * @param tick told of each time, with those rows
 */
export function ageRows(view: SeenView, tick: (openRows: ReadonlySet<string>) => void): Disposable {
  const openRows = new Set<string>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const run = (isVisible: boolean): void => {
    clearInterval(timer);
    timer = isVisible ? setInterval(() => tick(openRows), TICK_MS) : undefined;
  };
  run(view.visible);
  const parts = [
    view.onDidChangeVisibility(({ visible }) => run(visible)),
    view.onDidExpandElement(({ element }) => ofRow(element, id => openRows.add(id))),
    view.onDidCollapseElement(({ element }) => ofRow(element, id => openRows.delete(id))),
    { dispose: () => clearInterval(timer) },
  ];
  return { dispose: () => parts.forEach(part => part.dispose()) };
}

function ofRow(node: RowTreeNode, run: (id: string) => void): void {
  if (node.kind === 'row') {
    run(node.id);
  }
}
