/** A row of a list as it stands in the page. */
export interface SeenRow {
  readonly label: string;
  readonly description: string;
  readonly level: number;
  readonly expanded: boolean | undefined;
  readonly ariaLabel: string;
  readonly index: number;
}

// These functions run in the page, so each holds all it needs. VS Code keeps only the rows in sight in the page and
// answers a wheel event at once: half a view a turn, so that no row is jumped over. It looks at wheelDeltaY, where -120
// means 50 pixels down.

/** Reads all rows of a list, from the first to the last, and leaves it scrolled to where it was. */
export function collectRows(list: Element): SeenRow[] {
  const turn = (pixels: number) => {
    const wheel = { deltaY: pixels, wheelDeltaY: pixels * -2.4, bubbles: true, cancelable: true };
    list.querySelector('.monaco-list-rows')?.dispatchEvent(new WheelEvent('wheel', wheel));
  };
  const elements = () => [...list.querySelectorAll('.monaco-list-row')];
  const indexOf = (row: Element) => Number(row.getAttribute('data-index'));
  const firstInSight = () => Math.min(...elements().map(indexOf));
  const read = (row: Element): SeenRow => {
    const expanded = row.getAttribute('aria-expanded');
    return {
      label: row.querySelector('.label-name')?.textContent ?? '',
      description: row.querySelector('.label-description')?.textContent ?? '',
      level: Number(row.getAttribute('aria-level')),
      expanded: expanded === null ? undefined : expanded === 'true',
      ariaLabel: row.getAttribute('aria-label') ?? '',
      index: indexOf(row),
    };
  };

  const start = firstInSight();
  const half = Math.max(22, list.clientHeight / 2);
  const seen = new Map<number, SeenRow>();
  turn(-10_000_000);
  for (let turns = 0; turns < 5000; turns++) {
    const now = elements();
    now.forEach(row => seen.set(indexOf(row), read(row)));
    if (now.length === 0 || now.some(row => row.getAttribute('data-last-element') === 'true')) {
      break;
    }
    turn(half);
  }
  for (let turns = 0; turns < 5000 && firstInSight() > start; turns++) {
    turn(-half);
  }
  return [...seen.values()].sort((a, b) => a.index - b.index);
}

/** Turns the wheel until the row of that index is well in sight. */
export function scrollToRow(list: Element, index: number): void {
  const turn = (pixels: number) => {
    const wheel = { deltaY: pixels, wheelDeltaY: pixels * -2.4, bubbles: true, cancelable: true };
    list.querySelector('.monaco-list-rows')?.dispatchEvent(new WheelEvent('wheel', wheel));
  };
  const view = list.getBoundingClientRect();
  const isInSight = () => {
    const box = list.querySelector(`.monaco-list-row[data-index="${index}"]`)?.getBoundingClientRect();
    return box !== undefined && box.top >= view.top && box.bottom <= view.bottom;
  };
  const half = Math.max(22, view.height / 2);
  if (isInSight()) {
    return;
  }
  turn(-10_000_000);
  for (let turns = 0; turns < 5000 && !isInSight(); turns++) {
    turn(half);
  }
}
