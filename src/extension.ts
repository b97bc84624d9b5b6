import type * as vscode from 'vscode';
import { registerCommands } from './ui/commands/registerCommands.js';
import { registerDocuments } from './ui/documents/registerDocuments.js';
import { createServices } from './ui/services.js';
import { registerSettings } from './ui/settings.js';
import { registerStatusBar } from './ui/statusBar.js';
import { registerTrees } from './ui/trees/registerTrees.js';

/** Wires the parts and returns at once: no cluster is contacted before a view is shown or a command runs. */
export function activate(context: vscode.ExtensionContext): void {
  const services = createServices(context);
  context.subscriptions.push(
    services,
    registerCommands(services),
    registerTrees(services),
    registerDocuments(services),
    registerStatusBar(services),
    registerSettings(services),
  );
}
