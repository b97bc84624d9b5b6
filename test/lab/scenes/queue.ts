import type { Lab } from '../lab.js';
import { startMetricsAdapter } from '../labAdapter.js';
import type { OnLeave } from './scene.js';

/** Registers external.metrics.k8s.io, and nothing else, with an empty mail queue. */
export async function serveQueue(lab: Lab, onLeave: OnLeave): Promise<undefined> {
  const adapter = await startMetricsAdapter(lab, ['external.metrics.k8s.io']);
  onLeave(() => adapter.stop());
  adapter.values.setExternal('shop', 'queue_length', [{ labels: { queue: 'mail' }, value: '0' }]);
  return undefined;
}
