import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { chooseContextCommand, chooseNamespaceCommand, showAllNamespacesCommand } from './chooseContext.js';
import { copyKubectlCommandCommand } from './copyKubectlCommand.js';
import { copyRoleCommand } from './copyRole.js';
import { chooseKubeconfigCommand } from './chooseKubeconfig.js';
import { refreshDocumentCommand, revealSecretDataCommand } from './documentCommands.js';
import {
  clearAutoscalersFilterCommand, clearUsageFilterCommand, filterAutoscalersCommand, filterUsageCommand,
} from './filterView.js';
import { explainDecisionCommand } from './explainDecision.js';
import { openLiveYamlCommand } from './openLiveYaml.js';
import { openRawCommand } from './openRaw.js';
import { openTargetCommand } from './openTarget.js';
import { registerCommand } from './registerCommand.js';
import { showLogsCommand } from './showLogs.js';
import { sortUsageCommand } from './sortUsage.js';

/** Every command of the extension, one line each. */
export function registerCommands(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(services, 'hpaScope.chooseContext', chooseContextCommand),
    registerCommand(services, 'hpaScope.chooseKubeconfig', chooseKubeconfigCommand),
    registerCommand(services, 'hpaScope.chooseNamespace', chooseNamespaceCommand),
    registerCommand(services, 'hpaScope.clearAutoscalersFilter', clearAutoscalersFilterCommand),
    registerCommand(services, 'hpaScope.clearUsageFilter', clearUsageFilterCommand),
    registerCommand(services, 'hpaScope.explainDecision', explainDecisionCommand),
    registerCommand(services, 'hpaScope.filterAutoscalers', filterAutoscalersCommand),
    registerCommand(services, 'hpaScope.filterUsage', filterUsageCommand),
    registerCommand(services, 'hpaScope.copyRole', copyRoleCommand),
    registerCommand(services, 'hpaScope.copyKubectlCommand', copyKubectlCommandCommand),
    registerCommand(services, 'hpaScope.openLiveYaml', openLiveYamlCommand),
    registerCommand(services, 'hpaScope.openRaw', openRawCommand),
    registerCommand(services, 'hpaScope.openTarget', openTargetCommand),
    registerCommand(services, 'hpaScope.refresh', given => given.refresh()),
    registerCommand(services, 'hpaScope.refreshDocument', refreshDocumentCommand),
    registerCommand(services, 'hpaScope.revealSecretData', revealSecretDataCommand),
    registerCommand(services, 'hpaScope.showAllNamespaces', showAllNamespacesCommand),
    registerCommand(services, 'hpaScope.showLog', ({ log }) => Promise.resolve(log.show())),
    registerCommand(services, 'hpaScope.showLogs', showLogsCommand),
    registerCommand(services, 'hpaScope.sortUsage', sortUsageCommand),
  );
}
