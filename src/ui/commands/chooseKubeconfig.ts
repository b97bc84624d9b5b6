import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { Services } from '../services.js';

/** `hpaScope.chooseKubeconfig`: writes the setting `hpaScope.kubeconfig` of the user. */
export async function chooseKubeconfigCommand(services: Services): Promise<void> {
  const [file] = await vscode.window.showOpenDialog({ title: t('Choose a kubeconfig'), canSelectMany: false }) ?? [];
  if (file) {
    const settings = vscode.workspace.getConfiguration('hpaScope');
    await settings.update('kubeconfig', file.fsPath, vscode.ConfigurationTarget.Global);
    await services.refresh();
  }
}
