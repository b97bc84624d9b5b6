import * as vscode from 'vscode';
import type { Row } from '../../cluster/clusterConnection.js';
import { arrange, type Arrangement, type GroupContent } from '../models/rowForest.js';
import type { RowStore } from '../models/rowStore.js';
import type { Scope } from '../models/scope.js';
import type { DetailNode, MenuSubject } from './detailNode.js';
import { contextValueOf } from './contextValue.js';
import { problemDetails, problemItem, unwatchedNode, type ProblemNode } from './problemNodes.js';

/** The node of a group holds its path only: what is in it is looked up when it is drawn. */
export interface GroupNode {
  readonly kind: 'group';
  readonly path: string;
}

/** The node of a row holds its id only. */
export interface RowNode extends MenuSubject {
  readonly kind: 'row';
  readonly id: string;
}

export type RowTreeNode = ProblemNode | GroupNode | RowNode | DetailNode;

/** How a view shows its rows. */
export interface RowTreeOptions<T extends Row> {
  readonly store: RowStore<T>;
  readonly scope: Scope;
  /** Asked anew for each drawing of the whole: it may depend on what the user chose. */
  readonly arrangement: () => Arrangement<T>;
  /** The order of rows depends on what they say, not only on their names. */
  readonly ordersByContent?: () => boolean;
  readonly rowItem: (row: T) => vscode.TreeItem;
  /** What the menu of a row is about. */
  readonly about?: (row: T) => MenuSubject | undefined;
  readonly details: (row: T) => readonly DetailNode[];
  /** Whether the welcome of the view stands in for the node of this problem. */
  readonly hasWelcome: (problemCode: string) => boolean;
}

interface Drawn<T extends Row> {
  readonly top: GroupContent<T>;
  readonly groups: ReadonlyMap<string, GroupContent<T>>;
  /** The path of the group around a row. */
  readonly groupOfRow: ReadonlyMap<string, string>;
}

/**
 * The tree of a live collection: a problem first when there is one, then the rows in their groups. It redraws the rows
 * that changed, and the whole only when rows came or went; nodes keep their identity, and so their place.
 */
export class RowTree<T extends Row> implements vscode.TreeDataProvider<RowTreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<RowTreeNode[] | undefined>();
  readonly #subscription: { dispose(): void };
  readonly #rowNodes = new Map<string, RowNode>();
  readonly #groupNodes = new Map<string, GroupNode>();
  /** The lines below each row as they were last handed out, by their ids. */
  readonly #detailNodes = new Map<string, Map<string, DetailNode>>();
  #drawn: Drawn<T> | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly options: RowTreeOptions<T>) {
    this.#subscription = options.store.onDidChange(({ ids, structure }) => {
      if (structure || options.ordersByContent?.()) {
        this.redraw();
        return;
      }
      this.redrawRows(ids);
    });
  }

  /** Draws rows anew where they are, with all below them: what they say has changed, if only because time went by. */
  redrawRows(ids: Iterable<string>): void {
    const changed = [...ids].flatMap(id => this.#rowNodes.get(id) ?? []);
    if (changed.length > 0) {
      this.#changed.fire(changed);
    }
  }

  /** Draws the whole anew: rows came or went, or the user chose another order or filter. */
  redraw(): void {
    this.#drawn = undefined;
    this.#forgetGoneRows();
    this.#changed.fire(undefined);
  }

  /** Draws one line below a row anew, with all below it. */
  redrawDetail(rowId: string, detailId: string): void {
    const node = this.#detailNodes.get(rowId)?.get(detailId);
    if (node) {
      this.#changed.fire([node]);
    }
  }

  getChildren(parent?: RowTreeNode): RowTreeNode[] {
    switch (parent?.kind) {
      case undefined: return [...this.#problem(), ...this.#unwatched(), ...this.#contentNodes(this.#draw().top)];
      case 'group': return this.#contentNodes(this.#draw().groups.get(parent.path));
      case 'row': return this.#detailsOf(parent.id);
      case 'detail': return [...parent.children?.() ?? []];
      case 'problem': return problemDetails(parent);
    }
  }

  /** For `TreeView.reveal`; of rows and groups alone. */
  getParent(node: RowTreeNode): RowTreeNode | undefined {
    const around = node.kind === 'row' ? this.#draw().groupOfRow.get(node.id)
      : node.kind === 'group' ? node.path.slice(0, node.path.lastIndexOf('/')) : undefined;
    return around ? this.#groupNode(around) : undefined;
  }

  getTreeItem(node: RowTreeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'problem': return problemItem(node);
      case 'group': return groupItem(node.path, this.#draw().groups.get(node.path));
      case 'detail': return node.item;
      case 'row': return this.#rowItem(node);
    }
  }

  /** The node of a row that is shown. */
  rowNode(id: string): RowNode | undefined {
    return this.#draw().groupOfRow.has(id) ? this.#rowNode(id) : undefined;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #forgetGoneRows(): void {
    for (const id of this.#rowNodes.keys()) {
      if (!this.options.store.rows.has(id)) {
        this.#rowNodes.delete(id);
        this.#detailNodes.delete(id);
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

  #unwatched(): DetailNode[] {
    const { status } = this.options.store;
    return status.kind === 'live' && status.unwatched ? [unwatchedNode(status.unwatched)] : [];
  }

  #contentNodes(content: GroupContent<T> | undefined): RowTreeNode[] {
    return [
      ...content?.rows.map(({ id }) => this.#rowNode(id)) ?? [],
      ...content?.groups.map(({ path }) => this.#groupNode(path)) ?? [],
    ];
  }

  #detailsOf(id: string): DetailNode[] {
    const row = this.options.store.rows.get(id);
    const details = row ? [...this.options.details(row)] : [];
    this.#detailNodes.set(id, new Map(details.map(node => [node.item.id ?? '', node])));
    return details;
  }

  /** Arranged once for each change, since the groups of ten thousand rows are asked for one by one. */
  #draw(): Drawn<T> {
    if (!this.#drawn) {
      const top = arrange(this.options.store.rows.values(), this.options.arrangement());
      const groups = new Map(allGroups(top).map(group => [group.path, group]));
      const groupOfRow = new Map([top, ...groups.values()].flatMap(({ path, rows }) =>
        rows.map(({ id }) => [id, path] as const)));
      this.#drawn = { top, groups, groupOfRow };
    }
    return this.#drawn;
  }

  #rowItem(node: RowNode): vscode.TreeItem {
    const row = this.options.store.rows.get(node.id);
    if (!row) {
      return new vscode.TreeItem(node.id);
    }
    const item = this.options.rowItem(row);
    Object.assign(node, this.options.about?.(row)); // the node stays the same one, or the row would lose its place
    item.contextValue = contextValueOf(item.contextValue ?? 'row', node);
    return item;
  }

  #rowNode(id: string): RowNode {
    const node = this.#rowNodes.get(id) ?? { kind: 'row', id };
    this.#rowNodes.set(id, node);
    return node;
  }

  #groupNode(path: string): GroupNode {
    const node = this.#groupNodes.get(path) ?? { kind: 'group', path };
    this.#groupNodes.set(path, node);
    return node;
  }
}

function allGroups<T extends Row>({ groups }: GroupContent<T>): GroupContent<T>[] {
  return groups.flatMap(group => [group, ...allGroups(group)]);
}

function groupItem<T extends Row>(path: string, content: GroupContent<T> | undefined): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const { label = path, spoken = label, description = '', icon = 'folder', closed } = content?.group ?? {};
  const item = new vscode.TreeItem(label, closed ? Collapsed : Expanded);
  item.id = `group${path}`;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = 'group';
  item.accessibilityInformation = { label: [spoken, description].filter(Boolean).join(', ') };
  return item;
}
