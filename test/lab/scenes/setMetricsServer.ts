import type { Lab } from '../lab.js';
import { reconfigureMetricsServer } from '../reconfigureMetricsServer.js';
import type { MetricsServerState } from './scene.js';

/** Brings metrics-server, and the kubelets it trusts or does not, to what a scene wants. */
export async function setMetricsServer(lab: Lab, state: MetricsServerState): Promise<void> {
  const { metricsServer, simulated } = lab;
  if (state === 'absent') {
    await metricsServer.remove();
    return;
  }
  if (simulated) {
    const certificate = state === 'strict' ? 'no-ip-san' : 'cluster-ca';
    await Promise.all(simulated.names.map(node => simulated.kubelet.setCertificate(node, certificate)));
    await metricsServer.start();
  } else if (state === 'strict') {
    await reconfigureMetricsServer(lab, []);
  } else {
    await metricsServer.configure(metricsServer.defaultArgs);
  }
}
