import * as vscode from 'vscode';
import type { Commands } from '../contributions.js';
import { reportError } from '../reportError.js';
import type { Services } from '../services.js';

/** Registers a command whose failures reach the user once, through {@link reportError}. */
export function registerCommand<Id extends keyof Commands>(
  services: Services,
  id: Id,
  run: (services: Services, ...args: Commands[Id]) => Promise<void>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: Commands[Id]) => {
    try {
      await run(services, ...args);
    } catch (error) {
      void reportError(services.log, error); // not awaited: the message may stay open for minutes
    }
  });
}
