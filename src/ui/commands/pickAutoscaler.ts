import * as vscode from 'vscode';
import { ClusterError } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import type { AutoscalerRow } from '../../core/hpa/autoscalerRow.js';
import { autoscalerRef, type ObjectRef } from '../../core/raw/objectRef.js';
import { readyScope } from '../models/readyScope.js';
import type { Services } from '../services.js';
import { withProgress } from '../withProgress.js';

/** Lets the user choose one of the autoscalers that are looked at. Nothing when they do not. */
export async function pickAutoscaler(services: Services, title: string): Promise<ObjectRef | undefined> {
  const rows = await withProgress(t('Reading autoscalers'), signal => listAutoscalers(services, signal));
  const items = rows.map(row => ({ label: row.name, description: row.namespace, object: autoscalerRef(row) }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.object;
}

/** All that there are once all of them were sent. @throws ClusterError when they cannot be listed */
async function listAutoscalers(
  { connection, scope }: Services, signal: AbortSignal,
): Promise<readonly AutoscalerRow[]> {
  const { target } = await readyScope(scope, signal);
  const rows: AutoscalerRow[] = [];
  return new Promise((resolve, reject) => {
    const settle = (run: () => void): void => {
      subscription.dispose();
      run();
    };
    const subscription = connection.subscribe('autoscalers', target, event => {
      if (event.kind === 'changed') {
        rows.push(...event.rows);
      } else if (event.kind === 'synced') {
        settle(() => resolve(rows));
      } else {
        const { code, message } = event.problem;
        settle(() => reject(code === 'bug' ? new Error(message) : new ClusterError(code, message)));
      }
    });
    signal.addEventListener('abort', () => settle(() => reject(signal.reason as Error)), { once: true });
  });
}
