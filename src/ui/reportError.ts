import * as vscode from 'vscode';
import { ClusterError, isAbort, messageOf, toProblem } from '../base/errors.js';
import { t } from '../base/l10n.js';
import { adviceFor } from './clusterAdvice.js';

/** The one place where an error becomes a message. A cancelled action says nothing. */
export async function reportError(log: vscode.LogOutputChannel, error: unknown): Promise<void> {
  if (error instanceof vscode.CancellationError || isAbort(error)) {
    return;
  }

  log.error(error instanceof Error ? error : String(error));
  const hint = error instanceof ClusterError ? ` ${adviceFor(toProblem(error), t('The cluster')).hint}` : '';
  const showLog = t('Show Log');
  if (await vscode.window.showErrorMessage(messageOf(error) + hint, showLog) === showLog) {
    log.show();
  }
}
