import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parse } from 'yaml';
import { startCountingRelay, type CountingRelay } from './countingRelay.js';

interface Kubeconfig {
  readonly clusters: { cluster: { server: string; 'tls-server-name'?: string } }[];
}

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

async function until(what: string, check: () => boolean, timeoutMs = 20_000): Promise<void> {
  const endMs = Date.now() + timeoutMs;
  while (!check()) {
    assert.ok(Date.now() < endMs, `not in ${timeoutMs} ms: ${what}`);
    await wait(50);
  }
}

/** The suites run on the lab's API server, through a relay that counts. */
describe('who asks the cluster, and when', () => {
  let relay: CountingRelay;
  let folder: string;

  before(async () => {
    const config = parse(readFileSync(process.env['KUBECONFIG'] ?? '', 'utf8')) as Kubeconfig;
    const server = new URL(config.clusters[0]?.cluster.server ?? '');
    relay = await startCountingRelay(server.hostname, Number(server.port || 443));
    folder = mkdtempSync(join(tmpdir(), 'hpa-scope-host-'));
    for (const { cluster } of config.clusters) {
      cluster['tls-server-name'] ??= 'localhost';
      cluster.server = `https://127.0.0.1:${relay.port}`;
    }
    const file = join(folder, 'kubeconfig');
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
    await vscode.workspace.getConfiguration('hpaScope').update('kubeconfig', file, vscode.ConfigurationTarget.Global);
  });

  after(async () => {
    const settings = vscode.workspace.getConfiguration('hpaScope');
    await settings.update('kubeconfig', undefined, vscode.ConfigurationTarget.Global);
    relay.close();
    rmSync(folder, { recursive: true });
  });

  it('a visible view watches', async () => {
    await vscode.commands.executeCommand('hpaScope.refresh');
    await vscode.commands.executeCommand('hpaScope.hpas.focus');
    await until('the view asks', () => relay.sentBytes() > 0);
    await wait(1_000);
    assert.ok(relay.openConnections() > 0, 'a watch is open');
  });

  it('a hidden view asks nothing', async () => {
    await vscode.commands.executeCommand('workbench.view.explorer');
    await wait(7_000); // it may come back within five seconds
    const before = relay.sentBytes();
    await wait(12_000);
    assert.equal(relay.sentBytes(), before);
  }).timeout(40_000);

  it('a view that is shown again asks again', async () => {
    const before = relay.sentBytes();
    await vscode.commands.executeCommand('hpaScope.hpas.focus');
    await until('the view asks', () => relay.sentBytes() > before);
  });

  it('refresh asks anew', async () => {
    await wait(500);
    const before = relay.sentBytes();
    await vscode.commands.executeCommand('hpaScope.refresh');
    await until('the view asks', () => relay.sentBytes() > before);
  });
});
