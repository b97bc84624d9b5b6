import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { Collections, Row } from '../../cluster/clusterConnection.js';
import { adviceFor } from '../clusterAdvice.js';
import { LiveRows, type LiveLine, type LiveView } from '../models/liveRows.js';
import type { Services } from '../services.js';
import type { DetailNode, MenuSubject } from './detailNode.js';
import { detail, writeDescription } from './detailNodes.js';
import { KEEP_HIDDEN_MS } from './feedWhileVisible.js';
import type { RowTree, RowTreeNode } from './rowTree.js';

/** Nobody reads more lines than these. */
const MOST_LINES = 100;

/** A line whose children are followed in the cluster while they can be seen. */
export interface LiveDetail<Name extends keyof Collections> extends LiveLine<Name, DetailNode> {
  readonly label: string;
  readonly icon: string;
  readonly contextValue?: string;
  readonly about?: MenuSubject;
  /** What to say when there are none. */
  readonly empty: string;
}

/** The part of a {@link RowTree} that lines are drawn with. */
type LineTree = Pick<RowTree<Row>, 'rowNode' | 'getParent' | 'redrawDetail'>;

/**
 * The lines of a view whose children are live: followed from when a line is opened until it is closed, while it can be
 * seen. A line has to be right below its row.
 */
export class LiveDetails implements vscode.Disposable {
  readonly #rows: LiveRows<DetailNode>;
  readonly #rowOfLine = new Map<string, string>();
  readonly #lineNodes = new Map<string, DetailNode>();
  readonly #collapsed = new Set<string>();
  #tree: LineTree | undefined;
  #isVisible = false;

  constructor(private readonly services: Pick<Services, 'connection' | 'scope' | 'onDidAskRefresh'>) {
    const { connection, scope } = services;
    this.#rows = new LiveRows({
      subscribe: (collection, target, listener) => connection.subscribe(collection, target, listener),
      target: () => scope.state.kind === 'ready' ? scope.state.target : undefined,
      isShown: rowId => this.#isShown(rowId),
      onDidChange: ({ id }) => this.#redraw(id),
    });
  }

  /** The line itself. */
  node<Name extends keyof Collections>(options: LiveDetail<Name>): DetailNode {
    const { id, rowId, label, icon, contextValue, about } = options;
    const node = detail({
      id, label, icon, description: this.#behindLabel(id), about,
      ...(contextValue === undefined ? {} : { contextValue }),
      children: () => this.#children(options),
    });
    this.#rowOfLine.set(id, rowId);
    this.#lineNodes.set(id, node);
    return node;
  }

  /** Follows what the view does. */
  attach(view: vscode.TreeView<RowTreeNode>, tree: LineTree): vscode.Disposable {
    this.#tree = tree;
    this.#isVisible = view.visible;
    let hiding: NodeJS.Timeout | undefined;
    const setVisible = (visible: boolean): void => {
      this.#isVisible = visible;
      this.#rows.update();
    };
    return vscode.Disposable.from(
      view.onDidExpandElement(({ element }) => this.#expand(element)),
      view.onDidCollapseElement(({ element }) => this.#collapse(element)),
      view.onDidChangeVisibility(({ visible }) => {
        clearTimeout(hiding);
        hiding = visible ? undefined : setTimeout(() => setVisible(false), KEEP_HIDDEN_MS);
        if (visible) {
          setVisible(true);
        }
      }),
      this.services.scope.onDidChange(() => this.#rows.update()),
      this.services.onDidAskRefresh(() => this.#rows.restart()),
      { dispose: () => clearTimeout(hiding) },
      this,
    );
  }

  /** Forgets the lines of rows that are gone. */
  keep(isThere: (rowId: string) => boolean): void {
    this.#rows.keep(isThere);
    for (const [id, rowId] of this.#rowOfLine) {
      if (!isThere(rowId)) {
        this.#rowOfLine.delete(id);
        this.#lineNodes.delete(id);
        this.#collapsed.delete(`row ${rowId}`);
      }
    }
  }

  dispose(): void {
    this.#rows.dispose();
  }

  #expand(element: RowTreeNode): void {
    if (element.kind !== 'detail') {
      this.#collapsed.delete(keyOf(element));
      this.#rows.update();
      return;
    }
    const id = element.item.id ?? '';
    if (this.#rowOfLine.has(id)) {
      this.#rows.expand(id);
      this.#redraw(id); // what VS Code kept of it is from before
    }
  }

  #collapse(element: RowTreeNode): void {
    if (element.kind === 'detail') {
      this.#rows.collapse(element.item.id ?? '');
    } else {
      this.#collapsed.add(keyOf(element));
      this.#rows.update();
    }
  }

  /** Neither the view, nor the row, nor a group around it hides it. */
  #isShown(rowId: string): boolean {
    let node: RowTreeNode | undefined = this.#tree?.rowNode(rowId);
    if (!node || !this.#isVisible) {
      return false;
    }
    while (node) {
      if (this.#collapsed.has(keyOf(node))) {
        return false;
      }
      node = this.#tree?.getParent(node);
    }
    return true;
  }

  #redraw(id: string): void {
    const node = this.#lineNodes.get(id);
    if (node) {
      writeDescription(node.item, this.#behindLabel(id));
      this.#tree?.redrawDetail(this.#rowOfLine.get(id) ?? '', id);
    }
  }

  #behindLabel(id: string): string {
    return this.#rows.headlineOf(id) ?? '';
  }

  #children<Name extends keyof Collections>(options: LiveDetail<Name>): DetailNode[] {
    const view = this.#rows.view(options);
    const shown = view.nodes.slice(0, MOST_LINES);
    const more = view.nodes.length - shown.length;
    return [
      ...this.#statusLines(options, view),
      ...shown,
      ...more > 0 ? [wordsLine(`${options.id}/more`, t('{0} more', more), 'ellipsis')] : [],
    ];
  }

  #statusLines<Name extends keyof Collections>(
    { id, empty }: LiveDetail<Name>,
    { status, size }: LiveView<DetailNode>,
  ): DetailNode[] {
    switch (status.kind) {
      case 'idle':
      case 'loading':
        return size > 0 ? [] : [wordsLine(`${id}/loading`, t('Loading…'), 'loading')];
      case 'live':
        return size > 0 ? [] : [wordsLine(`${id}/none`, empty, 'dash')];
      case 'tooMany':
        return [wordsLine(`${id}/tooMany`, t('Too many are open: close it and open it again'), 'debug-pause')];
      case 'failed': {
        const { state } = this.services.scope;
        const { title, command } = adviceFor(status.problem, state.kind === 'ready' ? state.context : '');
        const description = status.problem.message;
        return [detail({
          id: `${id}/problem`, label: title, description, icon: 'error', color: 'list.errorForeground', command,
        })];
      }
    }
  }
}

function wordsLine(id: string, label: string, icon: string): DetailNode {
  return detail({ id, label, description: '', icon });
}

function keyOf(node: RowTreeNode): string {
  switch (node.kind) {
    case 'row': return `row ${node.id}`;
    case 'group': return `group ${node.path}`;
    case 'detail':
    case 'problem': return '';
  }
}
