import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { chooseContextCommand, chooseNamespaceCommand, showAllNamespacesCommand } from './chooseContext.js';
import { copyRoleCommand } from './copyRole.js';
import { chooseKubeconfigCommand } from './chooseKubeconfig.js';
import {
  clearAutoscalersFilterCommand, clearUsageFilterCommand, filterAutoscalersCommand, filterUsageCommand,
} from './filterView.js';
import { registerCommand } from './registerCommand.js';
import { sortUsageCommand } from './sortUsage.js';

/** Every command of the extension, one line each. */
export function registerCommands(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(services, 'hpaScope.chooseContext', chooseContextCommand),
    registerCommand(services, 'hpaScope.chooseKubeconfig', chooseKubeconfigCommand),
    registerCommand(services, 'hpaScope.chooseNamespace', chooseNamespaceCommand),
    registerCommand(services, 'hpaScope.clearAutoscalersFilter', clearAutoscalersFilterCommand),
    registerCommand(services, 'hpaScope.clearUsageFilter', clearUsageFilterCommand),
    registerCommand(services, 'hpaScope.filterAutoscalers', filterAutoscalersCommand),
    registerCommand(services, 'hpaScope.filterUsage', filterUsageCommand),
    registerCommand(services, 'hpaScope.copyRole', copyRoleCommand),
    registerCommand(services, 'hpaScope.refresh', given => given.refresh()),
    registerCommand(services, 'hpaScope.showAllNamespaces', showAllNamespacesCommand),
    registerCommand(services, 'hpaScope.showLog', ({ log }) => Promise.resolve(log.show())),
    registerCommand(services, 'hpaScope.sortUsage', sortUsageCommand),
  );
}
