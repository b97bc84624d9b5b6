import { hasSelector, patchSlices } from './apiServiceFaults.js';
import type { Fault, Undo } from './fault.js';
import type { Lab } from './lab.js';
import { saveObject } from './savedObject.js';

const without = (lab: Lab) => lab.metricsServer.mode === 'none' ? 'it was started without metrics-server' : undefined;

/** What can be wrong with metrics-server itself. */
export const metricsServerFaults = {
  'metrics-server-stopped': {
    title: 'metrics-server does not run',
    unsupported: without,
    async inject(lab) {
      await lab.metricsServer.stop();
      return () => lab.metricsServer.start();
    },
  },
  'metrics-server-not-ready': {
    title: 'metrics-server runs and is not ready',
    unsupported: without,
    async inject(lab) {
      return await hasSelector(lab) ? failReadiness(lab) : patchSlices(lab, [unreadyEndpoint]);
    },
  },
} satisfies Record<string, Fault>;

const unreadyEndpoint = { addresses: ['10.99.0.1'], conditions: { ready: false } };

/** Lets the pod's readiness probe ask for what is not there; the old pod goes first, or it would go on serving. */
async function failReadiness(lab: Lab): Promise<Undo> {
  const name = 'metrics-server';
  const saved = await saveObject(lab, 'deployment', name, 'kube-system');
  const readinessProbe = { httpGet: { path: '/nowhere' } };
  const patch = {
    spec: {
      strategy: { type: 'Recreate', rollingUpdate: null },
      template: { spec: { containers: [{ name, readinessProbe }] } },
    },
  };
  await lab.kubectl(['patch', 'deployment', name, '-n', 'kube-system', '-p', JSON.stringify(patch)]);
  return () => saved.restore();
}
