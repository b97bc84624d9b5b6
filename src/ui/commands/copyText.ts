import * as vscode from 'vscode';

/** How long the status bar says that something was copied. */
const SAID_MS = 5_000;

/** Copies a text, and says so in the status bar. */
export async function copyText(text: string, said: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(said, SAID_MS);
}
