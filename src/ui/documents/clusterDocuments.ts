import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever.js';
import type { ClusterConnection, ClusterTarget } from '../../cluster/clusterConnection.js';
import type { RawDocument } from '../../core/raw/rawDocument.js';
import type { Scope } from '../models/scope.js';
import { readyScope } from '../models/readyScope.js';
import { isOurs, sourceOf, uriOf, type DocumentSource } from './documentSource.js';

/** A document that is open. */
interface OpenDocument {
  readonly uri: vscode.Uri;
  /** Of the cluster that it was first read from: a choice made later does not change it. */
  readonly target: ClusterTarget;
  readonly content: RawDocument;
}

/**
 * The documents of the cluster that are open: their texts, and of which of them the secrets are shown. It is all in
 * memory, and is gone with the tab. A document whose reading fails stays as it was.
 */
export class ClusterDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #open = new Map<string, OpenDocument>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions = vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => closed.forEach(tab => this.#tabClosed(tab))),
    vscode.workspace.onDidCloseTextDocument(({ uri, isClosed }) => {
      if (isClosed) {
        this.#open.delete(uri.toString());
      }
    }),
  );

  readonly onDidChange = this.#changed.event;

  constructor(private readonly connection: ClusterConnection, private readonly scope: Scope) {}

  /** Reads, and then opens: what cannot be read opens no document. Secrets are masked, also if they were shown. */
  async show(subject: DocumentSource['subject'], context: string | undefined, signal: AbortSignal): Promise<void> {
    const { target } = await readyScope(this.scope, signal);
    const of = context === undefined ? target : { ...target, context };
    const uri = uriOf({ context: of.context ?? '', subject });
    await this.#read(uri, of, false, signal);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await this.#applyLanguage(document);
  }

  /** Reads again; the secrets are as they were. */
  async refresh(uri: vscode.Uri, signal: AbortSignal): Promise<void> {
    await this.#readAgain(uri, this.content(uri)?.secrecy === 'shown', signal);
  }

  /** Reads again with the secrets to be seen. */
  async reveal(uri: vscode.Uri, signal: AbortSignal): Promise<void> {
    await this.#readAgain(uri, true, signal);
  }

  /** What an open document shows. */
  content(uri: vscode.Uri): RawDocument | undefined {
    return this.#open.get(uri.toString())?.content;
  }

  /** Which cluster an open document is of. */
  target(uri: vscode.Uri): ClusterTarget | undefined {
    return this.#open.get(uri.toString())?.target;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return (this.content(uri) ?? await this.#readForOther(uri)).text;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
    this.#open.clear();
  }

  async #readAgain(uri: vscode.Uri, showSecrets: boolean, signal: AbortSignal): Promise<void> {
    const open = this.#open.get(uri.toString());
    if (open) {
      await this.#read(uri, open.target, showSecrets, signal);
      const document = vscode.workspace.textDocuments.find(other => other.uri.toString() === uri.toString());
      await (document && this.#applyLanguage(document));
    }
  }

  /** Somebody opened a URI of ours without us, as with a list of recent files. */
  async #readForOther(uri: vscode.Uri): Promise<RawDocument> {
    const { signal } = new AbortController();
    const { target } = await readyScope(this.scope, signal);
    const { context } = sourceOf(uri);
    return this.#read(uri, { ...target, ...(context === '' ? {} : { context }) }, false, signal);
  }

  async #read(uri: vscode.Uri, target: ClusterTarget, showSecrets: boolean, signal: AbortSignal): Promise<RawDocument> {
    const content = await this.#ask(sourceOf(uri), target, showSecrets, signal);
    this.#open.set(uri.toString(), { uri, target, content });
    this.#changed.fire(uri);
    return content;
  }

  #ask(
    { subject }: DocumentSource,
    target: ClusterTarget,
    showSecrets: boolean,
    signal: AbortSignal,
  ): Promise<RawDocument> {
    switch (subject.kind) {
      case 'raw': return this.connection.ask('readRaw', { target, path: subject.path, showSecrets }, signal);
      case 'object': return this.connection.ask('readYaml', { target, object: subject.object, showSecrets }, signal);
      case 'log': return this.connection.ask('readLog', { target, log: subject.log }, signal);
      case 'report': return this.connection.ask('readReport', { target, object: subject.object }, signal);
      default: return assertNever(subject);
    }
  }

  async #applyLanguage(document: vscode.TextDocument): Promise<void> {
    const language = this.content(document.uri)?.language ?? document.languageId;
    if (document.languageId !== language) {
      await vscode.languages.setTextDocumentLanguage(document, language);
    }
  }

  /** The editor keeps a document for some minutes after its tab was closed; secrets do not stay in it. */
  #tabClosed({ input }: vscode.Tab): void {
    const uri = input instanceof vscode.TabInputText && isOurs(input.uri) ? input.uri : undefined;
    const open = uri && this.#open.get(uri.toString());
    if (!open || isInATab(open.uri)) {
      return;
    }
    if (open.content.secrecy === 'shown') {
      const nothing = { ...open.content, text: '', links: [], secrecy: 'none' } as const;
      this.#open.set(open.uri.toString(), { ...open, content: nothing });
      this.#changed.fire(open.uri);
    }
  }
}

function isInATab(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ input }) =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
}
