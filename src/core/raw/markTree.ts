/** What is to be done with a value of a JSON text when it is printed. */
export type Mark =
  /** It leads to another path. */
  | { readonly kind: 'link'; readonly path: string }
  /** It, and all below it, is not to be read. */
  | { readonly kind: 'secret' }
  /** A string that holds secrets among other things, and what it says without them. */
  | { readonly kind: 'redacted'; readonly text: string };

/** The way to a value: keys of objects and places in arrays. */
export type JsonPath = readonly (string | number)[];

/** Marks of some values of a JSON text, by the way to them. */
export class MarkTree {
  readonly #children = new Map<string | number, MarkTree>();
  #mark: Mark | undefined;

  get mark(): Mark | undefined {
    return this.#mark;
  }

  get isEmpty(): boolean {
    return this.#mark === undefined && this.#children.size === 0;
  }

  child(key: string | number): MarkTree | undefined {
    return this.#children.get(key);
  }

  /** Marks the value at the end of the way. */
  set([key, ...rest]: JsonPath, mark: Mark): void {
    if (key === undefined) {
      this.#mark = mark;
      return;
    }
    const child = this.#children.get(key) ?? new MarkTree();
    this.#children.set(key, child);
    child.set(rest, mark);
  }
}
