import * as vscode from 'vscode';
import { t } from '../base/l10n.js';
import { asCommand } from './contributions.js';
import { plainText } from './plainText.js';
import type { Services } from './services.js';

/** Shows the context and the namespace once a view has asked for them; choosing it chooses another context. */
export function registerStatusBar({ scope }: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('hpaScope.scope', vscode.StatusBarAlignment.Left, 10);
  item.name = t('HPA Scope: context');
  item.command = asCommand('hpaScope.chooseContext', t('Choose context'));

  const show = (): void => {
    const { state } = scope;
    if (state.kind !== 'ready') {
      item.hide();
      return;
    }
    const namespace = state.namespace ?? t('all namespaces');
    item.text = `$(graph-line) ${plainText(state.context)} · ${plainText(namespace)}`;
    item.tooltip = t('Kubernetes context {0}, {1}', state.context, namespace);
    item.accessibilityInformation = {
      label: t('Kubernetes context {0}, {1}: choose another', state.context, namespace),
      role: 'button',
    };
    item.show();
  };
  return vscode.Disposable.from(item, scope.onDidChange(show));
}
