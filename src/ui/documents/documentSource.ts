import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { KubectlSubject } from '../../core/raw/kubectlCommand.js';

/** What a document shows: an answer of the API, an object as YAML, a log, a report; and the context that it is of. */
export interface DocumentSource {
  readonly context: string;
  readonly subject: KubectlSubject;
}

/** The schemes of our documents; package.json has them in its menus. */
export const schemes = {
  raw: 'hpa-scope-raw', object: 'hpa-scope-live', log: 'hpa-scope-log', report: 'hpa-scope-report',
} as const;

/** The name of a document. The query says what it shows, so the same thing of another context is another document. */
export function uriOf({ context, subject }: DocumentSource): vscode.Uri {
  return vscode.Uri.from({
    scheme: schemes[subject.kind],
    path: `/${plainName(context || t('cluster'))}/${plainName(titleOf(subject))}`,
    query: JSON.stringify({ context, subject } satisfies DocumentSource),
  });
}

/** What a document shows. @throws when the URI is none that {@link uriOf} made */
export function sourceOf(uri: vscode.Uri): DocumentSource {
  return JSON.parse(uri.query) as DocumentSource;
}

/** Whether this is a document of ours. */
export function isOurs(uri: vscode.Uri): boolean {
  return Object.values<string>(schemes).includes(uri.scheme);
}

function titleOf(subject: KubectlSubject): string {
  switch (subject.kind) {
    case 'raw': return lastPart(subject.path);
    case 'object': return `${subject.object.name}.yaml`;
    case 'report': return `${subject.object.name}.md`;
    case 'log': {
      const { name, container, previous } = subject.log;
      return [name, container, previous && 'previous', 'log'].filter(Boolean).join('.');
    }
  }
}

function lastPart(path: string): string {
  return decodeURIComponent(path.split('?')[0]?.split('/').at(-1) ?? '') || t('root');
}

/** A name as one part of a path. */
function plainName(name: string): string {
  return name.replaceAll(/[/\\]/g, '∕');
}
