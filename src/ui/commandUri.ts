import * as vscode from 'vscode';
import type { Commands } from './contributions.js';

/** A link that runs a command of ours; a wrong argument does not compile. */
export function commandUri<Id extends keyof Commands>(command: Id, ...args: Commands[Id]): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify(args))}`);
}
