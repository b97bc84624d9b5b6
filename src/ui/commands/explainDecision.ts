import * as vscode from 'vscode';
import { ClusterError } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import type { CollectionTarget, Collections } from '../../cluster/clusterConnection.js';
import { explainMarkdown } from '../../core/hpa/explain/explainMarkdown.js';
import { autoscalerRef, type ObjectRef } from '../../core/raw/objectRef.js';
import { readyScope } from '../models/readyScope.js';
import type { Services } from '../services.js';
import type { MenuSubject } from '../trees/detailNode.js';
import { withProgress } from '../withProgress.js';

/** `hpaScope.explainDecision`: why an autoscaler has its number, as a report to be read, kept or sent. */
export async function explainDecisionCommand(services: Services, what?: MenuSubject): Promise<void> {
  const object = what?.object ?? await pickAutoscaler(services);
  if (!object) {
    return;
  }
  const { namespace = '', name } = object;
  const rows = await withProgress(t('Reading {0}', name), signal =>
    firstRows(services, 'decision', { namespace, subject: { namespace, name } }, signal));
  const [decision] = rows;
  if (!decision) {
    throw new ClusterError('notFound', t('{0} is gone', `${namespace}/${name}`));
  }
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown', content: explainMarkdown(decision),
  });
  await vscode.window.showTextDocument(document);
}

async function pickAutoscaler(services: Services): Promise<ObjectRef | undefined> {
  const rows = await withProgress(t('Reading autoscalers'), signal => firstRows(services, 'autoscalers', {}, signal));
  const items = rows.map(row => ({ label: row.name, description: row.namespace, object: autoscalerRef(row) }));
  return (await vscode.window.showQuickPick(items, { title: t('Explain Decision'), matchOnDescription: true }))?.object;
}

/** The rows of a collection once all of them were sent. @throws ClusterError when it fails */
async function firstRows<Name extends 'decision' | 'autoscalers'>(
  { connection, scope }: Services, collection: Name, about: Partial<CollectionTarget>, signal: AbortSignal,
): Promise<readonly Collections[Name][]> {
  const { target } = await readyScope(scope, signal);
  const rows = new Map<string, Collections[Name]>();
  return new Promise((resolve, reject) => {
    const settle = (run: () => void): void => {
      subscription.dispose();
      run();
    };
    const subscription = connection.subscribe(collection, { ...target, ...about }, event => {
      if (event.kind === 'changed') {
        event.rows.forEach(row => rows.set(row.id, row));
      } else if (event.kind === 'synced') {
        settle(() => resolve([...rows.values()]));
      } else {
        const { code, message } = event.problem;
        settle(() => reject(code === 'bug' ? new Error(message) : new ClusterError(code, message)));
      }
    });
    signal.addEventListener('abort', () => settle(() => reject(signal.reason as Error)), { once: true });
  });
}
