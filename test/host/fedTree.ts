import * as vscode from 'vscode';
import type { Row, RowsEvent } from '../../src/cluster/clusterConnection.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import type { RowTree, RowTreeNode } from '../../src/ui/trees/rowTree.js';
import { heardOf } from './treeText.js';

/** As long as a store waits for more, and then some. */
export const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 80));

/** A store of rows that is fed by hand. */
export class FedStore<T extends Row> {
  readonly store = new RowStore<T>();
  #listener: (event: RowsEvent<T>) => void = () => undefined;

  constructor() {
    const subscription = { retry: () => undefined, dispose: () => undefined };
    this.store.open(listener => {
      this.#listener = listener;
      return subscription;
    }, { fresh: true });
  }

  send(event: RowsEvent<T>): void {
    this.#listener(event);
  }

  /** All rows that the cluster has, at once. */
  sendAll(rows: readonly T[]): void {
    this.send({ kind: 'changed', rows, removed: [] });
    this.send({ kind: 'synced', atMs: 1 });
  }
}

/** A choice of context and namespace that nobody changes. Without a namespace, all. */
export function fixedScope(namespace?: string): { readonly state: object; readonly onDidChange: vscode.Event<void> } {
  const state = {
    kind: 'ready', context: 'lab', target: { kubeconfigFiles: [] }, ...(namespace === undefined ? {} : { namespace }),
  };
  return { state, onDidChange: new vscode.EventEmitter<void>().event };
}

/** All of a tree from top to bottom, indented by its level: what is heard of a row, or what `read` makes of it. */
export function outlineOf<T extends Row>(
  tree: RowTree<T>, read: (item: vscode.TreeItem) => string = heardOf,
): string[] {
  const below = (parent: RowTreeNode | undefined, level: number): string[] => tree.getChildren(parent).flatMap(node =>
    [`${'  '.repeat(level)}${read(tree.getTreeItem(node))}`, ...below(node, level + 1)]);
  return below(undefined, 0);
}
