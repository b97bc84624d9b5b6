import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import { commandUri } from '../commandUri.js';
import { asCommand } from '../contributions.js';
import type { Services } from '../services.js';
import type { ClusterDocuments } from './clusterDocuments.js';
import { schemes } from './documentSource.js';

/** Our read-only documents: their texts, the links in them, and the lens that shows their secrets. */
export function registerDocuments({ documents }: Services): vscode.Disposable {
  const selector = Object.values(schemes).map(scheme => ({ scheme }));
  const lensesChanged = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    lensesChanged,
    ...selector.map(({ scheme }) => vscode.workspace.registerTextDocumentContentProvider(scheme, documents)),
    vscode.languages.registerDocumentLinkProvider({ scheme: schemes.raw }, {
      provideDocumentLinks: ({ uri }) => linksOf(documents, uri),
    }),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: ({ uri }) => lensesOf(documents, uri),
    }),
    documents.onDidChange(() => lensesChanged.fire()),
  );
}

/** Each leads to our own command, with a path that we computed and the context of the document. */
function linksOf(documents: ClusterDocuments, uri: vscode.Uri): vscode.DocumentLink[] {
  const context = documents.target(uri)?.context;
  return (documents.content(uri)?.links ?? []).map(({ line, start, end, path }) => {
    const target = commandUri('hpaScope.openRaw', path, ...(context === undefined ? [] : [context]));
    const link = new vscode.DocumentLink(new vscode.Range(line, start, line, end), target);
    link.tooltip = t('Open {0}', path);
    return link;
  });
}

function lensesOf(documents: ClusterDocuments, uri: vscode.Uri): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  switch (documents.content(uri)?.secrecy) {
    case 'masked':
      return [new vscode.CodeLens(top, asCommand('hpaScope.revealSecretData', t('Reveal secret data'), uri))];
    case 'shown':
      return [new vscode.CodeLens(top, { title: t('Secret data is shown until this is closed'), command: '' })];
    case 'none':
    case undefined:
      return [];
  }
}
