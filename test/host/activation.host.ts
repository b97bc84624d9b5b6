import assert from 'node:assert/strict';
import fileSystem from 'node:fs';
import workerThreads from 'node:worker_threads';
import { wait } from '../helpers/wait.js';
import * as vscode from 'vscode';

const id = 'hpa-scope.hpa-scope';

/** Counts what the extension, which runs in this process, starts and reads of a kubeconfig while `run` runs. */
async function spy(run: () => Promise<void>): Promise<{ threads: number; files: string[] }> {
  const seen = { threads: 0, files: [] as string[] };
  const { Worker } = workerThreads;
  const { accessSync, readFileSync } = fileSystem;
  workerThreads.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      seen.threads += 1;
    }
  };
  const note = (file: unknown): void => {
    if (typeof file === 'string' && /kube/i.test(file)) {
      seen.files.push(file);
    }
  };
  fileSystem.accessSync = (...args: Parameters<typeof accessSync>) => { note(args[0]); accessSync(...args); };
  fileSystem.readFileSync = ((...args: Parameters<typeof readFileSync>) => {
    note(args[0]);
    return readFileSync(...args);
  }) as typeof readFileSync;
  try {
    await run();
    return seen;
  } finally {
    Object.assign(workerThreads, { Worker });
    Object.assign(fileSystem, { accessSync, readFileSync });
  }
}

describe('activation', () => {
  it('finds the extension under its id', () => {
    assert.ok(vscode.extensions.getExtension(id), `${id} is not among the extensions`);
  });

  it('starts no thread and reads no kubeconfig, until a view is shown', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.equal(extension?.isActive, false, 'something has activated it before');
    const activating = await spy(async () => {
      await extension?.activate();
      await wait(1_000);
    });
    assert.deepEqual(activating, { threads: 0, files: [] });

    const showing = await spy(async () => {
      await vscode.commands.executeCommand('hpaScope.hpas.focus');
      await wait(2_000);
    });
    assert.equal(showing.threads, 1, 'the spy sees what there is to see');
    await vscode.commands.executeCommand('workbench.view.explorer');
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
