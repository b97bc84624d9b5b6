import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { Disposable } from '../../base/disposable.js';
import type { Event } from '../../base/event.js';
import type { RowFilter } from '../models/rowFilter.js';
import type { RowTreeNode } from './rowTree.js';

/** What a view has beside its rows. */
export interface ViewExtras {
  readonly filter?: RowFilter;
  /** The context key that says whether it is filtered. */
  readonly filterKey?: string;
  /** What its title says behind the context and the namespace. */
  readonly description?: () => readonly (string | undefined)[];
  /** The description has changed. */
  readonly onDidChange?: Event<unknown>;
  /** The rows that are to be drawn anew because time went by; asked every few seconds while the view is visible. */
  readonly ageing?: () => Iterable<string>;
  readonly register?: (view: vscode.TreeView<RowTreeNode>) => Disposable;
}

/** The tree of a view that can be filtered. */
interface FilteredTree {
  redraw(): void;
  getChildren(): RowTreeNode[];
}

/** Wires what a view has beside its rows. @param onChange the title of the view is to be written anew */
export function registerExtras(
  extras: ViewExtras, view: vscode.TreeView<RowTreeNode>, tree: FilteredTree, onChange: () => void,
): vscode.Disposable {
  const { filter, filterKey, onDidChange, register } = extras;
  const onFilter = filter?.onDidChange(() => {
    tree.redraw();
    if (filterKey !== undefined) {
      void vscode.commands.executeCommand('setContext', filterKey, filter.text !== '');
    }
    onChange();
  });
  const parts = [onFilter, onDidChange?.(onChange), register?.(view)];
  return vscode.Disposable.from(...parts.filter(part => part !== undefined));
}

/** What the title of a view says: the scope, what is special about what it shows, and by what it is filtered. */
export function viewDescription(scope: string, { filter, description }: ViewExtras): string {
  const filtered = filter?.text ? t('filter: {0}', filter.text) : undefined;
  return [scope, filtered, ...description?.() ?? []].filter(Boolean).join(' · ');
}

/** Stands above the rows when a filter leaves none; else empty. */
export function filterMessage({ filter }: ViewExtras, hasRows: boolean, tree: FilteredTree): string {
  return filter?.text && hasRows && tree.getChildren().length === 0
    ? t('Nothing matches the filter {0}.', filter.text)
    : '';
}
