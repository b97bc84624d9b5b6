/** Where a search found the first value that changes the result. */
export interface Found {
  readonly at: number;
}

interface Search {
  /** The value of now, at which nothing is changed. */
  readonly from: number;
  /** The last value that is tried, on either side. */
  readonly to: number;
  readonly isChanged: (at: number) => boolean;
}

const steps = 100;

/**
 * The whole number nearest to `from` at which something changes: a hundred steps outward, small ones first, and then
 * halves between the last one without a change and the first one with it. Its neighbour toward `from` changes nothing.
 *
 * @returns nothing when no step finds a change
 */
export function nearestChange({ from, to, isChanged }: Search): Found | undefined {
  let same = from;
  for (let step = 1; step <= steps; step++) {
    const at = from + Math.trunc((to - from) * (step / steps) ** 2);
    if (at !== same && isChanged(at)) {
      return { at: bisect(same, at, isChanged) };
    }
    same = at;
  }
  return undefined;
}

function bisect(same: number, changed: number, isChanged: (at: number) => boolean): number {
  let inner = same;
  let outer = changed;
  while (Math.abs(outer - inner) > 1) {
    const middle = Math.trunc((inner + outer) / 2);
    if (isChanged(middle)) {
      outer = middle;
    } else {
      inner = middle;
    }
  }
  return outer;
}
