import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { ClusterConnection, ClusterTarget, Collections } from '../../src/cluster/clusterConnection.js';
import { RemoteConnection } from '../../src/cluster/remoteConnection.js';
import { RowStore } from '../../src/ui/models/rowStore.js';

const PODS = 10_000;
const AUTOSCALERS = 1_000;
const RUNS = 3;

interface Measurement {
  readonly firstRowsMs: number;
  readonly allRowsMs: number;
  readonly longestBlockMs: number;
}

/**
 * `npm run bench -- cluster-thread`: how long the thread of the views is blocked, from nothing until all rows are in
 * the stores, when the cluster's side runs in a thread of its own and when it runs beside the views. Each measurement
 * is a process of its own, so that loading the client counts.
 */
export async function benchClusterThread(): Promise<void> {
  const table: Record<string, Measurement> = {};
  for (const where of ['thread', 'host'] as const) {
    const runs: Measurement[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      runs.push(await measureIn(where));
    }
    table[where] = {
      firstRowsMs: median(runs.map(run => run.firstRowsMs)),
      allRowsMs: median(runs.map(run => run.allRowsMs)),
      longestBlockMs: median(runs.map(run => run.longestBlockMs)),
    };
  }
  console.log(`${PODS} pods of 2 containers, ${AUTOSCALERS} autoscalers, median of ${RUNS} runs`);
  console.table(table);
}

function measureIn(where: 'thread' | 'host'): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', ['cluster-thread-once', where]);
    child.once('message', message => resolve(message as Measurement));
    child.once('exit', code => reject(new Error(`the measured process ended with ${code}`)));
  });
}

/** Runs in a process of its own and sends what it measured to its parent. */
export async function measureOnce(where: string): Promise<void> {
  const api = fork(process.argv[1] ?? '', ['stand-in-api', String(PODS), String(AUTOSCALERS)]);
  const port = await new Promise<number>(resolve => { api.once('message', message => resolve(message as number)); });
  const folder = mkdtempSync(join(tmpdir(), 'hpa-scope-bench-'));
  try {
    process.send?.(await measure(where, kubeconfig(folder, port)));
  } finally {
    rmSync(folder, { recursive: true });
    await stop(api);
  }
  process.exit(0);
}

async function measure(where: string, target: ClusterTarget): Promise<Measurement> {
  await new Promise(resolve => setTimeout(resolve, 300)); // the start of the process itself is not what is measured
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const startedMs = performance.now();
  const connection = where === 'thread' ? connectThread() : await connectHere();
  const [autoscalers, pods] = await Promise.all([
    fill(connection, 'autoscalers', target, startedMs),
    fill(connection, 'usage', target, startedMs),
  ]);
  delays.disable();
  connection.dispose();
  return {
    firstRowsMs: Math.round(Math.min(autoscalers.firstMs, pods.firstMs)),
    allRowsMs: Math.round(Math.max(autoscalers.allMs, pods.allMs)),
    longestBlockMs: Math.round(delays.max / 1e6),
  };
}

function connectThread(): ClusterConnection {
  return new RemoteConnection(() => {
    const worker = new Worker('./dist/cluster.js');
    return {
      postMessage: message => worker.postMessage(message),
      on: (event, listener) => worker.on(event, listener),
      end: () => void worker.terminate(),
    };
  });
}

async function connectHere(): Promise<ClusterConnection> {
  const { LiveConnection } = await import('../../src/cluster/liveConnection.js');
  return new LiveConnection();
}

function fill(
  connection: ClusterConnection,
  collection: keyof Collections,
  target: ClusterTarget,
  startedMs: number,
): Promise<{ firstMs: number; allMs: number }> {
  const store = new RowStore<Collections[typeof collection]>();
  return new Promise((resolve, reject) => {
    let firstMs: number | undefined;
    store.onDidChange(() => {
      firstMs ??= store.rows.size > 0 ? performance.now() - startedMs : undefined;
      if (store.status.kind === 'live' && firstMs !== undefined) {
        resolve({ firstMs, allMs: performance.now() - startedMs });
      } else if (store.status.kind === 'failed') {
        reject(new Error(store.status.problem.message));
      }
    });
    store.open(listener => connection.subscribe(collection, target, listener), { fresh: true });
  });
}

function kubeconfig(folder: string, port: number): ClusterTarget {
  const file = join(folder, 'config');
  writeFileSync(file, JSON.stringify({
    'apiVersion': 'v1', 'kind': 'Config', 'current-context': 'bench',
    'clusters': [{
      name: 'bench', cluster: { 'server': `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true },
    }],
    'users': [{ name: 'bench', user: { token: 'none' } }],
    'contexts': [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
  }));
  return { kubeconfigFiles: [file] };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill();
  await ended;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
