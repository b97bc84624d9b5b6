import { fork, type ChildProcess } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { currentNamespaces } from '../lab/inside.js';
import { startApiGate } from '../lab/labGate.js';
import type { Lab } from '../lab/lab.js';
import { runInside } from '../lab/namespaces.js';
import { prepareLab } from '../lab/prepare.js';
import { startBigCluster, type ClusterSize } from './bigCluster.js';
import type { SideBarCommand, SideBarReport } from './sideBarOnce.js';

const size: ClusterSize = { autoscalers: 1_000, podsOfEach: 10, apiServices: 200, namespaces: 20 };
const RUNS = 3;
const MINUTE_MS = 60_000;

/**
 * `npm run bench -- side-bar`: the side bar on a real API server with 1,000 autoscalers, 10,000 pods and 200
 * APIServices, beside kubectl in the same run: how long until rows are there, how long the thread of the views is
 * blocked, what memory it takes, what it asks while visible and while hidden, and a burst of changes.
 */
export async function benchSideBar(): Promise<void> {
  if (!currentNamespaces()) {
    await prepareLab('simulated', console.log);
    process.exitCode = await runInside(process.execPath, [process.argv[1] ?? '', 'side-bar']);
    return;
  }
  const lab = await startBigCluster(size);
  try {
    await compareWithKubectl(lab);
    await countWhatIsAsked(lab);
  } finally {
    await lab.stop();
  }
}

async function compareWithKubectl(lab: Lab): Promise<void> {
  const rows: Record<string, number>[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const kubectlHpaMs = await timeOf(() => lab.kubectl(['get', 'hpa', '-A']));
    const kubectlTopMs = await timeOf(() => lab.kubectl(['top', 'pods', '-A']));
    const kubectlApiServicesMs = await timeOf(() => lab.kubectl(['get', 'apiservices']));
    const ours = await withSideBar(lab.kubeconfig, async ask => {
      const loaded = await ask('load');
      const burst = ask('burst');
      await changeAll(lab);
      return { loaded, burst: await burst };
    });
    rows.push({
      kubectlHpaMs, kubectlTopMs, kubectlApiServicesMs,
      ...ours.loaded, burstMs: ours.burst['burstMs'] ?? NaN, burstBlockMs: ours.burst['longestBlockMs'] ?? NaN,
    });
  }
  console.table(rows);
  const medians = Object.keys(rows[0] ?? {}).map(key => [key, median(rows.map(row => row[key] ?? NaN))] as const);
  console.table(Object.fromEntries(medians));
}

/** Through the gate, which counts; it costs time, so nothing is timed here. */
async function countWhatIsAsked(lab: Lab): Promise<void> {
  const gate = await startApiGate(lab);
  try {
    await withSideBar(gate.kubeconfig, async ask => {
      await ask('load');
      for (const state of ['visible', 'hidden']) {
        if (state === 'hidden') {
          await ask('hide');
        }
        gate.forgetRequests();
        await new Promise(resolve => setTimeout(resolve, MINUTE_MS));
        const asked = gate.requests().filter(({ userAgent }) => userAgent === 'hpa-scope');
        const bytes = asked.reduce((sum, request) => sum + request.bytes, 0);
        console.log(`${state}: ${asked.length} requests and ${(bytes / 2 ** 20).toFixed(1)} MiB in a minute`);
        console.table(asked.map(({ path, bytes: sent }) => ({ path, sent })));
      }
    });
  } finally {
    await gate.stop();
  }
}

async function withSideBar<T>(
  kubeconfig: string, use: (ask: (command: SideBarCommand) => Promise<SideBarReport>) => Promise<T>,
): Promise<T> {
  const child: ChildProcess = fork(process.argv[1] ?? '', ['side-bar-once', kubeconfig, JSON.stringify(size)]);
  const ask = (command: SideBarCommand): Promise<SideBarReport> => new Promise((resolve, reject) => {
    child.once('message', message => resolve(message as SideBarReport));
    child.once('exit', code => reject(new Error(`the measured process ended with ${code}`)));
    child.send(command);
  });
  try {
    return await use(ask);
  } finally {
    child.removeAllListeners('exit');
    child.kill();
  }
}

/** One change of each autoscaler, as fast as the API server takes them. */
async function changeAll(lab: Lab): Promise<void> {
  const left = Array.from({ length: size.autoscalers }, (_, index) => index);
  const maxReplicas = size.podsOfEach + 3 + Math.floor(Math.random() * 50);
  await Promise.all(Array.from({ length: 24 }, async () => {
    for (let index = left.shift(); index !== undefined; index = left.shift()) {
      const namespace = `team-${index % size.namespaces}`;
      await lab.api.send(`/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers/web-${index}`, {
        method: 'PATCH', contentType: 'application/merge-patch+json', body: { spec: { maxReplicas } },
      });
    }
  }));
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await run();
  return Math.round(performance.now() - startedMs);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
