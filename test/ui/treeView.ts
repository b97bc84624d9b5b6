import type { Locator, Page } from 'playwright-core';
import { collectRows, scrollToRow, type SeenRow } from './listInPage.js';

/** A row of a tree as a person sees it, and as a screen reader says it. */
export interface Row {
  readonly label: string;
  readonly description: string;
  /** 1 for a root. */
  readonly level: number;
  /** Undefined for a leaf. */
  readonly expanded: boolean | undefined;
  readonly ariaLabel: string;
  /** The labels from the root down to this row. */
  readonly path: readonly string[];
  /** Place among the rows that are shown now. */
  readonly index: number;
}

/** How long a row may take to open: what is below it may have to be read first. */
const EXPAND_MS = 30_000;

/** Reads and handles one view of the side bar through what is on the screen. */
export class TreeView {
  readonly #pane: Locator;

  constructor(page: Page, readonly name: string) {
    this.#pane = page.locator('.pane', { has: page.locator(`.pane-header .title:text-is(${JSON.stringify(name)})`) });
  }

  /** The whole pane. */
  get pane(): Locator {
    return this.#pane;
  }

  /** Unfolds the view, where it is folded to its title. */
  async unfold(): Promise<void> {
    const header = this.#pane.locator('.pane-header');
    await header.waitFor();
    if (await header.getAttribute('aria-expanded') === 'false') {
      await header.click();
    }
  }

  /** Folds the view to its title, so that the others have its place. */
  async fold(): Promise<void> {
    const header = this.#pane.locator('.pane-header');
    await header.waitFor();
    if (await header.getAttribute('aria-expanded') === 'true') {
      await header.click();
    }
  }

  /** All rows from the first to the last: only those in sight are in the page, so it scrolls. */
  async rows(): Promise<Row[]> {
    await this.unfold();
    for (let attempt = 0; ; attempt++) {
      const seen = await this.#collect();
      if (seen.every((row, index) => row.index === index) || attempt === 5) {
        return withPaths(seen);
      }
    }
  }

  /** The text that stands there instead of a tree: a welcome view or a message. */
  async welcome(): Promise<string> {
    const texts = await this.#pane.locator('.welcome-view-content:visible, .message:visible').allInnerTexts();
    return texts.join('\n').trim();
  }

  /** Expands a row by its twistie, if it is not expanded already, and waits until it is. */
  async expand(row: Pick<Row, 'path'>): Promise<void> {
    await this.#setExpanded(row, true);
  }

  /** The counterpart of `expand`. */
  async collapse(row: Pick<Row, 'path'>): Promise<void> {
    await this.#setExpanded(row, false);
  }

  /** The element of a row, scrolled into sight. */
  async locate({ path }: Pick<Row, 'path'>): Promise<Locator> {
    const row = (await this.rows()).find(other => samePath(other.path, path));
    if (!row) {
      throw new Error(`No row ${path.join(' › ')} in ${this.name}`);
    }
    await (await this.#list())?.evaluate(scrollToRow, row.index);
    const element = this.#pane.locator(`.monaco-list-row[data-index="${row.index}"]`);
    await element.scrollIntoViewIfNeeded();
    return element;
  }

  /** Clicks an action in the title of the view by its name, for example `Refresh`. */
  async titleAction(name: string): Promise<void> {
    await this.#pane.hover();
    await this.#pane.locator(`.pane-header .actions .action-label[aria-label^=${JSON.stringify(name)}]`).click();
  }

  async #setExpanded(row: Pick<Row, 'path'>, expanded: boolean): Promise<void> {
    const element = await this.locate(row);
    if (await element.getAttribute('aria-expanded') !== String(expanded)) {
      await element.locator('.monaco-tl-twistie').click();
      await this.#untilExpanded(row, expanded);
      await this.#pane.locator('.monaco-tl-twistie.codicon-tree-item-loading').waitFor({ state: 'detached' });
    }
  }

  /** The row may have another place by now: a live tree gets rows above it. */
  async #untilExpanded({ path }: Pick<Row, 'path'>, expanded: boolean): Promise<void> {
    const isSo = async (): Promise<boolean> =>
      (await this.rows()).some(row => samePath(row.path, path) && row.expanded === expanded);
    const endMs = Date.now() + EXPAND_MS;
    while (!await isSo()) {
      if (Date.now() > endMs) {
        throw new Error(`${path.join(' › ')} is not ${expanded ? 'expanded' : 'collapsed'} after ${EXPAND_MS} ms`);
      }
      await this.#pane.page().waitForTimeout(100);
    }
  }

  /** The rows from the first to the last in one go, so that no update of the tree comes between. */
  async #collect(): Promise<SeenRow[]> {
    const list = await this.#list();
    return list ? list.evaluate(collectRows) : [];
  }

  async #list(): Promise<Locator | undefined> {
    const list = this.#pane.locator('.pane-body .monaco-list').first();
    return await list.count() > 0 && await list.isVisible() ? list : undefined;
  }
}

function withPaths(rows: readonly SeenRow[]): Row[] {
  const path: string[] = [];
  return rows.map(row => {
    path.splice(row.level - 1, Infinity, row.label);
    return { ...row, path: [...path] };
  });
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((label, index) => label === b[index]);
}
