import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import { objectPath } from '../../core/raw/objectRef.js';
import { parseRawPath } from '../../core/raw/rawPath.js';
import { isOurs, sourceOf } from '../documents/documentSource.js';
import type { Services } from '../services.js';
import type { MenuSubject } from '../trees/detailNode.js';
import { withProgress } from '../withProgress.js';

const FIRST_PATH = '/apis/metrics.k8s.io/v1beta1/';

/** `hpaScope.openRaw`: a path of the API as a read-only document. Without a path, asks for it. */
export async function openRawCommand(
  { documents }: Services, what?: string | MenuSubject, context?: string,
): Promise<void> {
  const typed = pathOf(what) ?? await askPath();
  if (typed === undefined) {
    return;
  }
  const parsed = parseRawPath(typed);
  if (!parsed.ok) {
    throw new Error(parsed.reason);
  }
  await withProgress(t('Reading {0}', parsed.path), signal =>
    documents.show({ kind: 'raw', path: parsed.path }, context, signal));
}

function pathOf(what: string | MenuSubject | undefined): string | undefined {
  return typeof what === 'string' ? what : what?.rawPath ?? (what?.object && objectPath(what.object));
}

/** Begins with the path of the document before the user, if it has one. */
async function askPath(): Promise<string | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const subject = uri && isOurs(uri) ? sourceOf(uri).subject : undefined;
  return vscode.window.showInputBox({
    title: t('Open Raw API'),
    prompt: t('The path of a GET request, with its query'),
    value: subject?.kind === 'raw' ? subject.path : FIRST_PATH,
    valueSelection: [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ignoreFocusOut: true,
    validateInput: text => {
      const parsed = parseRawPath(text);
      return parsed.ok ? undefined : parsed.reason;
    },
  });
}
