import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { Collections, Row } from '../../cluster/clusterConnection.js';
import { contextKeys, filterKeys, views } from '../contributions.js';
import type { RowStore } from '../models/rowStore.js';
import type { Services } from '../services.js';
import { ageRows } from './ageRows.js';
import { autoscalerTree } from './autoscalerTree.js';
import { showFailingBadge } from './failingBadge.js';
import { LiveDetails } from './liveDetails.js';
import { pipelineTree } from './pipelineTree.js';
import type { RowTree } from './rowTree.js';
import { usageExtras } from './usageExtras.js';
import { usageTree } from './usageTree.js';
import { feedWhileVisible } from './feedWhileVisible.js';
import { filterMessage, registerExtras, viewDescription, type ViewExtras } from './viewExtras.js';

/** The views of the side bar. */
export function registerTrees(services: Services): vscode.Disposable {
  const { autoscalers, filters, pipeline } = services;
  const live = new LiveDetails(services);
  const hpas = autoscalerTree(services, live);
  const usage = usageTree(services);
  return vscode.Disposable.from(
    registerTree(services, 'pipeline', pipelineTree(services), { ageing: () => pipeline.rows.keys() }),
    registerTree(services, 'autoscalers', hpas, {
      filter: filters.autoscalers,
      filterKey: filterKeys.autoscalers,
      register: view => vscode.Disposable.from(
        live.attach(view, hpas),
        autoscalers.onDidChange(({ structure }) => structure && live.keep(id => autoscalers.rows.has(id))),
        showFailingBadge(view, autoscalers),
      ),
    }),
    registerTree(services, 'usage', usage, usageExtras(services, usage)),
  );
}

/** What of a store does not depend on the kind of its rows. */
type ShownStore = Pick<RowStore<Row>, 'status' | 'onDidChange'> & { readonly rows: ReadonlyMap<string, Row> };

const viewOf = {
  pipeline: { id: views.pipeline, deadEnd: contextKeys.pipeline },
  autoscalers: { id: views.autoscalers, deadEnd: contextKeys.autoscalers },
  usage: { id: views.usage, deadEnd: contextKeys.usage },
} as const;

function registerTree<Name extends keyof typeof viewOf>(
  services: Services & Readonly<Record<Name, RowStore<Collections[Name]>>>,
  collection: Name,
  tree: RowTree<Collections[Name]>,
  extras: ViewExtras = {},
): vscode.Disposable {
  const { id, deadEnd } = viewOf[collection];
  const store: RowStore<Collections[Name]> = services[collection];
  const view = vscode.window.createTreeView(id, { treeDataProvider: tree, showCollapseAll: true });
  const showState = (): void => {
    view.description = viewDescription(scopeText(services), extras);
    view.message = filterMessage(extras, store.rows.size > 0, tree);
    void vscode.commands.executeCommand('setContext', deadEnd, deadEndOf(store, services));
  };
  return vscode.Disposable.from(
    view,
    tree,
    registerExtras(extras, view, tree, showState),
    ageRows(view, openRows => tree.redrawRows(new Set([...openRows, ...extras.ageing?.() ?? []]))),
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
