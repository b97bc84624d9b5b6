import * as vscode from 'vscode';
import type { Row } from '../../cluster/clusterConnection.js';
import type { RowStore } from '../models/rowStore.js';
import type { Scope } from '../models/scope.js';
import type { DetailNode } from './detailNode.js';
import { problemDetails, problemItem, type ProblemNode } from './problemNodes.js';

/** A namespaced row; the trees group by namespace when they show all. */
export interface NamespacedRow extends Row {
  readonly namespace: string;
  readonly name: string;
}

export interface NamespaceNode {
  readonly kind: 'namespace';
  readonly namespace: string;
}

/** The node of a row holds its id only: what it shows is looked up when it is drawn. */
export interface RowNode {
  readonly kind: 'row';
  readonly id: string;
}

export type RowTreeNode = ProblemNode | NamespaceNode | RowNode | DetailNode;

/** How a view shows its rows. */
export interface RowTreeOptions<T extends NamespacedRow> {
  readonly store: RowStore<T>;
  readonly scope: Scope;
  readonly rowItem: (row: T) => vscode.TreeItem;
  readonly details: (row: T) => DetailNode[];
  /** Whether the welcome of the view stands in for the node of this problem. */
  readonly hasWelcome: (problemCode: string) => boolean;
}

/**
 * The tree of a live collection: a problem first when there is one, then the rows, by namespace when all are shown. It
 * redraws the rows that changed, and the whole only when rows came or went; nodes keep their identity, and so their
 * place.
 */
export class RowTree<T extends NamespacedRow> implements vscode.TreeDataProvider<RowTreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<RowTreeNode[] | undefined>();
  readonly #subscription: { dispose(): void };
  readonly #rowNodes = new Map<string, RowNode>();
  readonly #namespaceNodes = new Map<string, NamespaceNode>();
  #groups: ReadonlyMap<string, T[]> | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly options: RowTreeOptions<T>) {
    this.#subscription = options.store.onDidChange(({ ids, structure }) => {
      const changed = [...ids].flatMap(id => this.#rowNodes.get(id) ?? []);
      if (structure) {
        this.#groups = undefined;
        this.#forgetGoneRows();
        this.#changed.fire(undefined);
      } else if (changed.length > 0) {
        this.#changed.fire(changed);
      }
    });
  }

  getChildren(parent?: RowTreeNode): RowTreeNode[] {
    switch (parent?.kind) {
      case undefined: return [...this.#problem(), ...this.#roots()];
      case 'namespace': return this.#rowsOf(this.#byNamespace().get(parent.namespace) ?? []);
      case 'row': return this.#detailsOf(parent.id);
      case 'detail': return [];
      case 'problem': return problemDetails(parent);
    }
  }

  getTreeItem(node: RowTreeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'problem': return problemItem(node);
      case 'namespace': return namespaceItem(node.namespace);
      case 'detail': return node.item;
      case 'row': {
        const row = this.options.store.rows.get(node.id);
        return row ? this.options.rowItem(row) : new vscode.TreeItem(node.id);
      }
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #forgetGoneRows(): void {
    for (const id of this.#rowNodes.keys()) {
      if (!this.options.store.rows.has(id)) {
        this.#rowNodes.delete(id);
      }
    }
  }

  #problem(): ProblemNode[] {
    const { store, scope, hasWelcome } = this.options;
    const { status } = store;
    const stale = store.rows.size > 0;
    if (status.kind !== 'failed' || (!stale && hasWelcome(status.problem.code))) {
      return [];
    }
    const context = scope.state.kind === 'ready' ? scope.state.context : '';
    return [{ kind: 'problem', status, context, stale }];
  }

  #roots(): RowTreeNode[] {
    const groups = this.#byNamespace();
    const { state } = this.options.scope;
    if (state.kind === 'ready' && state.namespace === undefined) {
      return [...groups.keys()].map(namespace => this.#namespaceNode(namespace));
    }
    return [...groups.values()].flatMap(rows => this.#rowsOf(rows));
  }

  #detailsOf(id: string): DetailNode[] {
    const row = this.options.store.rows.get(id);
    return row ? this.options.details(row) : [];
  }

  /** Sorted once for each change of structure, since the namespaces of ten thousand rows are asked for one by one. */
  #byNamespace(): ReadonlyMap<string, T[]> {
    this.#groups ??= groupSorted([...this.options.store.rows.values()]);
    return this.#groups;
  }

  #rowsOf(rows: readonly NamespacedRow[]): RowNode[] {
    return rows.map(({ id }) => {
      const node = this.#rowNodes.get(id) ?? { kind: 'row', id };
      this.#rowNodes.set(id, node);
      return node;
    });
  }

  #namespaceNode(namespace: string): NamespaceNode {
    const node = this.#namespaceNodes.get(namespace) ?? { kind: 'namespace', namespace };
    this.#namespaceNodes.set(namespace, node);
    return node;
  }
}

function groupSorted<T extends NamespacedRow>(rows: T[]): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows.sort(byNamespaceAndName)) {
    const group = groups.get(row.namespace) ?? [];
    groups.set(row.namespace, group);
    group.push(row);
  }
  return groups;
}

/** kubectl's order: by bytes, not by a locale. */
function byNamespaceAndName(a: NamespacedRow, b: NamespacedRow): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function namespaceItem(namespace: string): vscode.TreeItem {
  const item = new vscode.TreeItem(namespace, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `namespace/${namespace}`;
  item.iconPath = new vscode.ThemeIcon('symbol-namespace');
  item.contextValue = 'namespace';
  return item;
}
