import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { ClusterTarget } from '../../cluster/clusterConnection.js';
import { kubeconfigFiles } from '../../cluster/kubeconfigFiles.js';
import { kubectlCommand, type KubectlCluster, type KubectlSubject } from '../../core/raw/kubectlCommand.js';
import type { ObjectRef } from '../../core/raw/objectRef.js';
import { sourceOf } from '../documents/documentSource.js';
import { readyScope } from '../models/readyScope.js';
import type { Services } from '../services.js';
import { activeUri } from './documentCommands.js';

const SHOWN_MS = 5_000;

/** `hpaScope.copyKubectlCommand`: the kubectl command for an object, or for the document before the user. */
export async function copyKubectlCommandCommand(services: Services, object?: ObjectRef | vscode.Uri): Promise<void> {
  const uri = object instanceof vscode.Uri ? object : object === undefined ? activeUri() : undefined;
  const subject = subjectOf(uri ?? object);
  if (!subject) {
    return;
  }
  const { target } = await readyScope(services.scope, new AbortController().signal);
  const command = kubectlCommand(subject, clusterOf((uri && services.documents.target(uri)) ?? target));
  await vscode.env.clipboard.writeText(command);
  vscode.window.setStatusBarMessage(t('Copied as kubectl command'), SHOWN_MS);
}

function subjectOf(of: ObjectRef | vscode.Uri | undefined): KubectlSubject | undefined {
  if (of === undefined) {
    return undefined;
  }
  return of instanceof vscode.Uri ? sourceOf(of).subject : { kind: 'object', object: of };
}

/** Files that kubectl would find by itself are not named. */
function clusterOf({ context, kubeconfigFiles: files }: ClusterTarget): KubectlCluster {
  const isDefault = JSON.stringify(files) === JSON.stringify(kubeconfigFiles(undefined));
  return { ...(context === undefined ? {} : { context }), ...(isDefault ? {} : { kubeconfigFiles: files }) };
}
