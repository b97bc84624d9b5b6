import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startCountingRelay, type CountingRelay } from './countingRelay.js';

interface Kubeconfig {
  readonly clusters: { cluster: { server: string; 'tls-server-name'?: string } }[];
}

/** A kubeconfig that leads to the lab's API server through a relay that counts. */
export interface RelayedKubeconfig {
  readonly file: string;
  readonly relay: CountingRelay;
  remove(): void;
}

/** Makes one of the kubeconfig of this process. */
export async function relayedKubeconfig(): Promise<RelayedKubeconfig> {
  const config = parse(readFileSync(process.env['KUBECONFIG'] ?? '', 'utf8')) as Kubeconfig;
  const server = new URL(config.clusters[0]?.cluster.server ?? '');
  const relay = await startCountingRelay(server.hostname, Number(server.port || 443));
  const folder = mkdtempSync(join(tmpdir(), 'hpa-scope-host-'));
  for (const { cluster } of config.clusters) {
    cluster['tls-server-name'] ??= 'localhost';
    cluster.server = `https://127.0.0.1:${relay.port}`;
  }
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return {
    file,
    relay,
    remove: () => {
      relay.close();
      rmSync(folder, { recursive: true });
    },
  };
}
