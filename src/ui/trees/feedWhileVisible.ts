import * as vscode from 'vscode';
import type { Collections } from '../../cluster/clusterConnection.js';
import type { RowStore } from '../models/rowStore.js';
import type { Services } from '../services.js';

/** A view that is hidden for less than this, as when another one is glanced at, keeps its watch. */
export const KEEP_HIDDEN_MS = 5_000;

/**
 * Feeds a store from the chosen cluster while its view is visible, and only then. Another choice of cluster or
 * namespace starts it anew; the rows of the old one are dropped.
 */
export function feedWhileVisible<Name extends keyof Collections>(
  services: Services,
  view: vscode.TreeView<unknown>,
  collection: Name,
  store: RowStore<Collections[Name]>,
): vscode.Disposable {
  const { scope, connection } = services;
  const disposed = new AbortController();
  let fedTarget: string | undefined;
  let open = false;
  let following: vscode.Disposable | undefined;
  let closing: NodeJS.Timeout | undefined;

  const feed = async (): Promise<void> => {
    clearTimeout(closing);
    closing = undefined;
    following ??= scope.follow();
    const state = scope.state.kind === 'ready'
      ? scope.state
      : await scope.read(disposed.signal).catch(() => scope.state); // only an end of ours rejects
    if (state.kind === 'problem') {
      open = false;
      store.fail(state.problem);
      return;
    }
    if (state.kind === 'unread' || !view.visible) {
      return;
    }
    const target = JSON.stringify(state.target);
    if (open && target === fedTarget) {
      return;
    }
    store.open(listener => connection.subscribe(collection, state.target, listener), { fresh: target !== fedTarget });
    fedTarget = target;
    open = true;
  };

  const close = (): void => {
    following?.dispose();
    following = undefined;
    open = false;
    store.close();
  };
  const restart = (): void => {
    if (view.visible) {
      close();
      void feed();
    } else {
      close();
    }
  };

  if (view.visible) {
    void feed();
  }
  return vscode.Disposable.from(
    { dispose: () => { disposed.abort(); clearTimeout(closing); following?.dispose(); } },
    scope.onDidChange(() => { void (view.visible ? feed() : close()); }),
    services.onDidAskRefresh(restart),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) {
        void feed();
      } else {
        closing ??= setTimeout(close, KEEP_HIDDEN_MS);
      }
    }),
  );
}
