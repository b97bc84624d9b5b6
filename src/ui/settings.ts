import * as vscode from 'vscode';
import { reportError } from './reportError.js';
import type { Services } from './services.js';

/**
 * Once a kubeconfig was read, follows another one as soon as it is set, here or in the Kubernetes extension, or as a
 * workspace that sets one is trusted.
 */
export function registerSettings(services: Services): vscode.Disposable {
  const readAgain = (): void => {
    if (services.scope.state.kind !== 'unread') {
      services.refresh().catch((error: unknown) => void reportError(services.log, error));
    }
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(readAgain),
    services.kubernetesExtension.onDidChange(readAgain),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('hpaScope.kubeconfig')) {
        readAgain();
      }
    }),
  );
}
