import type { Lab } from './lab.js';

/**
 * Runs metrics-server with other flags, and with nothing left of the old ones: a rolling update to flags with which it
 * never becomes ready would leave the old pod serving, and all would look well. Does not wait for the new one.
 */
export async function reconfigureMetricsServer(lab: Lab, args: readonly string[]): Promise<void> {
  if (lab.metricsServer.mode === 'chart') {
    await lab.metricsServer.stop();
    await lab.waitFor('The pods of metrics-server are gone', async () => (
      (await lab.kubectl(['get', 'pods', '-n', 'kube-system', '-l', selector, '-o', 'name'])).trim() === ''
    ), 60_000);
  }
  await lab.metricsServer.configure(args);
}

const selector = 'app.kubernetes.io/name=metrics-server';
