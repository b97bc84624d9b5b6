import * as vscode from 'vscode';
import { relayedKubeconfig, type RelayedKubeconfig } from './relayedKubeconfig.js';
import { until } from '../helpers/until.js';

/** With a stand-in that has its API: the real one comes from a marketplace, which a test cannot reach. */
describe('beside the Kubernetes extension', () => {
  let relayed: RelayedKubeconfig;

  before(async () => {
    relayed = await relayedKubeconfig();
  });
  after(async () => {
    await vscode.commands.executeCommand('standIn.useKubeconfig', '');
    relayed.remove();
  });

  it('the views follow the kubeconfig that it chose', async () => {
    await vscode.commands.executeCommand('hpaScope.refresh');
    await vscode.commands.executeCommand('hpaScope.hpas.focus');
    await vscode.commands.executeCommand('standIn.useKubeconfig', relayed.file);
    await until('the view asks there', () => relayed.relay.sentBytes() > 0);
  });

  it('and leave it when it chooses another', async () => {
    await vscode.commands.executeCommand('standIn.useKubeconfig', '');
    await until('nothing is open there', () => relayed.relay.openConnections() === 0);
  });
});
