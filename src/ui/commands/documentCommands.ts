import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import { isOurs } from '../documents/documentSource.js';
import type { Services } from '../services.js';
import { withProgress } from '../withProgress.js';

/** `hpaScope.refreshDocument`: reads a document of ours again, by default the one before the user. */
export async function refreshDocumentCommand({ documents }: Services, uri = activeUri()): Promise<void> {
  if (uri) {
    await withProgress(t('Reading again'), signal => documents.refresh(uri, signal));
  }
}

/** `hpaScope.revealSecretData`: shows the secrets of one document, until it is closed. */
export async function revealSecretDataCommand({ documents }: Services, uri = activeUri()): Promise<void> {
  if (uri) {
    await withProgress(t('Reading again'), signal => documents.reveal(uri, signal));
  }
}

/** The document of ours before the user. */
export function activeUri(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && isOurs(uri) ? uri : undefined;
}
