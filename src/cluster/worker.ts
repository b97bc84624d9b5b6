import { parentPort, workerData } from 'node:worker_threads';
import { useTranslations, type Translations } from '../base/l10n.js';
import { requireNode } from './requireNode.js';

/** What the thread is started with. */
export interface ClusterThreadData {
  readonly translations: Translations | undefined;
}

/**
 * `dist/cluster.js`: the cluster's side of the extension, in a thread of its own, so that neither the Kubernetes client
 * nor a list of 10,000 pods ever holds up the extension host.
 */
async function main(): Promise<void> {
  requireNode();
  if (!parentPort) {
    throw new Error('dist/cluster.js runs as a worker thread only');
  }

  useTranslations((workerData as ClusterThreadData | undefined)?.translations);
  const { LiveConnection } = await import('./liveConnection.js');
  const { serveConnection } = await import('./serveConnection.js');
  serveConnection(new LiveConnection(), parentPort);
}

void main();
