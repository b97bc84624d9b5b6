import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { ClusterTarget } from '../../cluster/clusterConnection.js';
import { kubeconfigFiles } from '../../cluster/kubeconfigFiles.js';
import { kubectlCommand, type KubectlCluster, type KubectlSubject } from '../../core/raw/kubectlCommand.js';
import type { ObjectRef } from '../../core/raw/objectRef.js';
import { sourceOf } from '../documents/documentSource.js';
import { readyScope } from '../models/readyScope.js';
import type { Services } from '../services.js';
import type { MenuSubject } from '../trees/detailNode.js';
import { objectOf } from './objectOf.js';
import { copyText } from './copyText.js';
import { activeUri } from './documentCommands.js';

/** `hpaScope.copyKubectlCommand`: the kubectl command for an object, or for the document before the user. */
export async function copyKubectlCommandCommand(
  services: Services, what?: ObjectRef | MenuSubject | vscode.Uri,
): Promise<void> {
  const uri = what instanceof vscode.Uri ? what : what === undefined ? activeUri() : undefined;
  const subject = subjectOf(uri ?? what);
  if (!subject) {
    return;
  }
  const { target } = await readyScope(services.scope, new AbortController().signal);
  const command = kubectlCommand(subject, clusterOf((uri && services.documents.target(uri)) ?? target));
  await copyText(command, t('Copied as kubectl command'));
}

/** Of a node that shows more than its object (a sample, the values of a metric), that is what is asked for. */
function subjectOf(of: ObjectRef | MenuSubject | vscode.Uri | undefined): KubectlSubject | undefined {
  if (of === undefined) {
    return undefined;
  }
  if (of instanceof vscode.Uri) {
    return sourceOf(of).subject;
  }
  const object = objectOf(of);
  const path = 'rawPath' in of ? of.rawPath : undefined;
  return path !== undefined ? { kind: 'raw', path } : object && { kind: 'object', object };
}

/** Files that kubectl would find by itself are not named. */
function clusterOf({ context, kubeconfigFiles: files }: ClusterTarget): KubectlCluster {
  const isDefault = JSON.stringify(files) === JSON.stringify(kubeconfigFiles(undefined));
  return { ...(context === undefined ? {} : { context }), ...(isDefault ? {} : { kubeconfigFiles: files }) };
}
