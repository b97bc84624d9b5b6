import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { Collections, Row } from '../../cluster/clusterConnection.js';
import { contextKeys, views } from '../contributions.js';
import type { RowStore, StoreStatus } from '../models/rowStore.js';
import type { Services } from '../services.js';
import { autoscalerTree } from './autoscalerTree.js';
import type { RowTreeNode } from './rowTree.js';
import { usageTree } from './usageTree.js';
import { feedWhileVisible } from './feedWhileVisible.js';

/** The views of the side bar. */
export function registerTrees(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    registerTree(services, 'autoscalers', services.autoscalers, autoscalerTree(services)),
    registerTree(services, 'podUsage', services.podUsage, usageTree(services)),
  );
}

const viewOf = {
  autoscalers: { id: views.autoscalers, deadEnd: contextKeys.autoscalers },
  podUsage: { id: views.usage, deadEnd: contextKeys.usage },
} as const;

function registerTree<Name extends keyof Collections>(
  services: Services,
  collection: Name,
  store: RowStore<Collections[Name]>,
  tree: vscode.TreeDataProvider<RowTreeNode> & vscode.Disposable,
): vscode.Disposable {
  const { id, deadEnd } = viewOf[collection];
  const view = vscode.window.createTreeView(id, { treeDataProvider: tree, showCollapseAll: true });
  const showState = (): void => {
    view.description = scopeText(services);
    void vscode.commands.executeCommand('setContext', deadEnd, deadEndOf(store));
  };
  return vscode.Disposable.from(
    view,
    tree,
    feedWhileVisible(services, view, collection, store),
    store.onDidChange(showState),
    services.scope.onDidChange(showState),
  );
}

/** The dead end that the welcome of the view is for; none while it is loading or shows rows. */
function deadEndOf(store: {
  readonly status: StoreStatus;
  readonly rows: ReadonlyMap<string, Row>;
}): string | undefined {
  if (store.rows.size > 0) {
    return undefined;
  }
  switch (store.status.kind) {
    case 'idle':
    case 'loading': return undefined;
    case 'live': return 'empty';
    case 'failed': return store.status.problem.code;
  }
}

function scopeText({ scope: { state } }: Services): string {
  return state.kind === 'ready' ? `${state.context} · ${state.namespace ?? t('all namespaces')}` : '';
}
