import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Collections } from '../../src/cluster/clusterConnection.js';
import { LiveConnection } from '../../src/cluster/liveConnection.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import type { GateFault } from '../lab/gateFaults.js';
import { startLab, type Lab } from '../lab/lab.js';
import { startApiGate, type RunningGate } from '../lab/labGate.js';
import { Random } from '../oracle/random.js';

/** How long it goes on; 1800 for the whole. */
const flappingSeconds = Number(process.env['HPA_SCOPE_FLAPPING_SECONDS'] ?? 45);
const seed = Number(process.env['HPA_SCOPE_SEED'] ?? 1);
/** Generous: what would leak is a row, a body or a connection each time, hundreds of times. */
const growthLimitBytes = 24 * 2 ** 20;

const faults: [readonly GateFault[], ...(readonly GateFault[])[]] = [
  [{ kind: 'reset' }, { kind: 'dropWatches' }],
  [{ kind: 'status', code: 429, retryAfterSeconds: 1 }, { kind: 'dropWatches' }],
  [{ kind: 'status', code: 500 }],
  [{ kind: 'status', code: 503 }, { kind: 'dropWatches' }],
  [{ kind: 'watchGone' }],
  [{ kind: 'watchGone', answer: 'status' }],
  [{ kind: 'dropWatches' }],
  [{ kind: 'slow', delayMs: 800 }],
];

/** The real API server, killed now and then, behind a gate that fails, while objects come, change and go. */
describe('a connection to a cluster that flaps', () => {
  let lab: Lab;
  let gate: RunningGate;
  let connection: LiveConnection;
  const store = new RowStore<Collections['autoscalers']>();
  const random = new Random(seed);

  beforeAll(async () => {
    lab = await startLab({ nodes: { simulated: 1 }, metricsServer: 'none' });
    gate = await startApiGate(lab);
    connection = new LiveConnection();
    await lab.apply(Array.from({ length: 10 }, (_, index) => hpa(nameOf(index), 3)).join('---'));
    const target = { kubeconfigFiles: [gate.kubeconfig] };
    store.open(listener => connection.subscribe('autoscalers', target, listener), { fresh: true });
  });
  afterAll(async () => {
    store.dispose();
    connection?.dispose();
    await gate?.stop();
    await lab?.stop();
  });

  it('ends with the rows that kubectl prints, and no more memory than before', async () => {
    await lab.waitFor('all is listed', () => Promise.resolve(store.status.kind === 'live'), 30_000);
    const before = heapUsed();
    const endMs = Date.now() + flappingSeconds * 1000;
    let rounds = 0;
    for (; Date.now() < endMs; rounds += 1) {
      await gate.set(...random.pick(faults));
      await change();
      if (rounds % 20 === 19) {
        await lab.apiServer.kill();
        await lab.apiServer.start();
      }
      await pause(random.int(200, 1_700));
      gate.clear();
      await change();
      await pause(random.int(0, 800));
    }
    await lab.waitFor('the rows are those of kubectl', async () => {
      assert.deepEqual(shown(), await listed());
      return store.status.kind === 'live';
    }, 60_000);
    const grown = heapUsed() - before;
    console.log(`${rounds} faults, the heap grew by ${(grown / 2 ** 20).toFixed(1)} MiB`);
    assert.ok(grown < growthLimitBytes, `the heap grew by ${grown} bytes`);
  }, flappingSeconds * 1000 + 180_000);

  /** One comes, changes, or goes. */
  async function change(): Promise<void> {
    const name = nameOf(random.int(0, 29));
    if (random.chance(0.4)) {
      await lab.kubectl(['delete', 'hpa', name, '--ignore-not-found']);
    } else {
      await lab.apply(hpa(name, random.int(2, 22)));
    }
  }

  function shown(): string[] {
    return [...store.rows.values()].map(({ name, maxReplicas, targets }) => `${name} ${maxReplicas} ${targets}`).sort();
  }

  async function listed(): Promise<string[]> {
    const text = await lab.kubectl(['get', 'hpa', '--no-headers']);
    return text.trim().split('\n').filter(Boolean).map(line => {
      const [name, , ...rest] = line.split(/ {2,}/);
      const [targets, , maxReplicas] = rest;
      return `${name} ${maxReplicas} ${targets}`;
    }).sort();
  }
});

function nameOf(index: number): string {
  return `hpa-${index}`;
}

function hpa(name: string, maxReplicas: number): string {
  return `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: default }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }
  maxReplicas: ${maxReplicas}
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }]
`;
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** After a collection, so that garbage does not count. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
