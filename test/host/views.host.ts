import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { relayedKubeconfig, type RelayedKubeconfig } from './relayedKubeconfig.js';
import { until } from '../helpers/until.js';
import { wait } from '../helpers/wait.js';

/** The suites run on the lab's API server, through a relay that counts. */
describe('who asks the cluster, and when', () => {
  let relayed: RelayedKubeconfig;

  before(async () => {
    relayed = await relayedKubeconfig();
    const settings = vscode.workspace.getConfiguration('hpaScope');
    await settings.update('kubeconfig', relayed.file, vscode.ConfigurationTarget.Global);
  });

  after(async () => {
    const settings = vscode.workspace.getConfiguration('hpaScope');
    await settings.update('kubeconfig', undefined, vscode.ConfigurationTarget.Global);
    relayed.remove();
  });

  it('a visible view watches', async () => {
    await vscode.commands.executeCommand('hpaScope.refresh');
    await vscode.commands.executeCommand('hpaScope.hpas.focus');
    await until('the view asks', () => relayed.relay.sentBytes() > 0);
    await wait(1_000);
    assert.ok(relayed.relay.openConnections() > 0, 'a watch is open');
  });

  it('a hidden view asks nothing', async () => {
    await vscode.commands.executeCommand('workbench.view.explorer');
    await wait(7_000); // it may come back within five seconds
    const before = relayed.relay.sentBytes();
    await wait(12_000);
    assert.equal(relayed.relay.sentBytes(), before);
  }).timeout(40_000);

  it('a view that is shown again asks again', async () => {
    const before = relayed.relay.sentBytes();
    await vscode.commands.executeCommand('hpaScope.hpas.focus');
    await until('the view asks', () => relayed.relay.sentBytes() > before);
  });

  it('refresh asks anew', async () => {
    await wait(500);
    const before = relayed.relay.sentBytes();
    await vscode.commands.executeCommand('hpaScope.refresh');
    await until('the view asks', () => relayed.relay.sentBytes() > before);
  });
});
