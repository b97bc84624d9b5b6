import * as vscode from 'vscode';

/** `hpaScope.kubeconfig`: the kubeconfig file, or a list as in `KUBECONFIG`; empty means as kubectl would choose. */
export function kubeconfigSetting(): string | undefined {
  return vscode.workspace.getConfiguration('hpaScope').get<string>('kubeconfig')?.trim() || undefined;
}
