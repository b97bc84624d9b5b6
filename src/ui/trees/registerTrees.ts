import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { Collections, Row } from '../../cluster/clusterConnection.js';
import { contextKeys, views } from '../contributions.js';
import type { RowStore } from '../models/rowStore.js';
import type { Services } from '../services.js';
import { autoscalerTree } from './autoscalerTree.js';
import { pipelineTree } from './pipelineTree.js';
import type { RowTreeNode } from './rowTree.js';
import { usageTree } from './usageTree.js';
import { feedWhileVisible } from './feedWhileVisible.js';

/** The views of the side bar. */
export function registerTrees(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    registerTree(services, 'pipeline', services.pipeline, pipelineTree(services)),
    registerTree(services, 'autoscalers', services.autoscalers, autoscalerTree(services)),
    registerTree(services, 'podUsage', services.podUsage, usageTree(services)),
  );
}

/** What of a store does not depend on the kind of its rows. */
type ShownStore = Pick<RowStore<Row>, 'status' | 'onDidChange'> & { readonly rows: ReadonlyMap<string, Row> };

const viewOf = {
  pipeline: { id: views.pipeline, deadEnd: contextKeys.pipeline },
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
    void vscode.commands.executeCommand('setContext', deadEnd, deadEndOf(store, services));
  };
  return vscode.Disposable.from(
    view,
    tree,
    showLoading(id, store),
    feedWhileVisible(services, view, collection, store),
    logFailures(services, id, store),
    store.onDidChange(showState),
    services.scope.onDidChange(showState),
  );
}

/** Each failure goes to the log once, a bug with its stack; the row says the rest. */
function logFailures({ log }: Services, viewId: string, store: ShownStore): vscode.Disposable {
  let logged = '';
  return store.onDidChange(() => {
    const { status } = store;
    const failure = status.kind === 'failed' ? status.problem.stack ?? status.problem.message : '';
    if (failure !== '' && failure !== logged) {
      log.warn(`${viewId}: ${failure}`);
    }
    logged = failure;
  });
}

/** The bar of progress of a view that has nothing to show yet. */
function showLoading(viewId: string, store: ShownStore): vscode.Disposable {
  let done: (() => void) | undefined;
  return store.onDidChange(() => {
    const loading = store.status.kind === 'loading' && store.rows.size === 0;
    if (loading && !done) {
      const ended = new Promise<void>(resolve => { done = resolve; });
      void vscode.window.withProgress({ location: { viewId } }, () => ended);
    } else if (!loading) {
      done?.();
      done = undefined;
    }
  });
}

/** The dead end that the welcome of the view is for; none while it is loading or shows rows. */
function deadEndOf(store: ShownStore, { scope: { state } }: Services): string | undefined {
  if (store.rows.size > 0) {
    return undefined;
  }
  switch (store.status.kind) {
    case 'idle':
    case 'loading': return undefined;
    case 'live': return state.kind === 'ready' && state.namespace === undefined ? 'emptyEverywhere' : 'empty';
    case 'failed': return store.status.problem.code;
  }
}

function scopeText({ scope: { state } }: Services): string {
  return state.kind === 'ready' ? `${state.context} · ${state.namespace ?? t('all namespaces')}` : '';
}
