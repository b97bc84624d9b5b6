import * as vscode from 'vscode';
import { ClusterError } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import { readyOf } from '../models/readyScope.js';
import type { Services } from '../services.js';
import { plainText } from '../plainText.js';
import { withProgress } from '../withProgress.js';

/** `hpaScope.chooseContext`: another context, for this workspace. The kubeconfig itself is not changed. */
export async function chooseContextCommand({ scope }: Services): Promise<void> {
  const { signal } = new AbortController();
  const { kubeconfig, context } = readyOf(await scope.read(signal));
  const picked = await vscode.window.showQuickPick(
    kubeconfig.contexts.map(({ name, cluster, namespace }) => ({
      name,
      label: plainText(name),
      description: plainText([cluster, namespace, name === context && t('current')].filter(Boolean).join(' · ')),
    })),
    { title: t('Context'), placeHolder: context, matchOnDescription: true },
  );
  if (picked) {
    await scope.chooseContext(picked.name, signal);
  }
}

/** `hpaScope.chooseNamespace`: one namespace, or all. Who may not list namespaces types the name. */
export async function chooseNamespaceCommand({ scope, connection }: Services): Promise<void> {
  const { signal } = new AbortController();
  const { target } = readyOf(await scope.read(signal));
  const names = await withProgress(t('Listing namespaces'), listing =>
    connection.ask('listNamespaces', target, listing).catch((error: unknown) => {
      if (error instanceof ClusterError && error.code === 'forbidden') {
        return undefined;
      }
      throw error;
    }));
  const all = t('All namespaces');
  const title = t('Namespace');
  const picked = names
    ? await vscode.window.showQuickPick([all, ...names], { title, placeHolder: target.namespace ?? all })
    : await vscode.window.showInputBox({ title, prompt: t('You may not list namespaces: type the name.') });
  if (picked) {
    await scope.chooseNamespace(names && picked === all ? undefined : picked, signal);
  }
}

/** `hpaScope.showAllNamespaces`. */
export async function showAllNamespacesCommand({ scope }: Services): Promise<void> {
  const { signal } = new AbortController();
  readyOf(await scope.read(signal));
  await scope.chooseNamespace(undefined, signal);
}
