import * as vscode from 'vscode';
import type { ClusterProblem } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import { refusedUser, roleThatAllows } from '../../core/kube/role.js';
import type { Services } from '../services.js';

/** How long the status bar says that something was copied. */
const SAID_MS = 5_000;

/** `hpaScope.copyRole`: manifests of the role that would allow what was refused, for whoever may grant it. */
export async function copyRoleCommand(_services: Services, { access, message }: ClusterProblem): Promise<void> {
  if (access) {
    await vscode.env.clipboard.writeText(roleThatAllows(access, refusedUser(message)));
    vscode.window.setStatusBarMessage(t('Role copied'), SAID_MS);
  }
}
