import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const id = 'hpa-scope.hpa-scope';

describe('activation', () => {
  it('finds the extension under its id', () => {
    assert.ok(vscode.extensions.getExtension(id), `${id} is not among the extensions`);
  });

  it('activates', async () => {
    const extension = vscode.extensions.getExtension(id);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('has a command behind every title it contributes', async () => {
    const extension = vscode.extensions.getExtension<unknown>(id);
    await extension?.activate();
    const manifest = extension?.packageJSON as { contributes?: { commands?: readonly { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = (manifest.contributes?.commands ?? []).filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
