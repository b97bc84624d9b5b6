import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { Collections } from '../../src/cluster/clusterConnection.js';
import { RemoteConnection } from '../../src/cluster/remoteConnection.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import type { ClusterSize } from './bigCluster.js';

export type SideBarCommand = 'load' | 'burst' | 'hide';
export type SideBarReport = Readonly<Record<string, number>>;

/** The stores of the side bar and their thread, in a process of its own; it does what its parent says, and reports. */
export async function serveSideBar(kubeconfig: string, sizeText: string): Promise<void> {
  const size = JSON.parse(sizeText) as ClusterSize;
  const sideBar = new SideBar(kubeconfig);
  await new Promise(resolve => setTimeout(resolve, 300)); // the start of the process itself is not what is measured
  const run: Readonly<Record<SideBarCommand, () => Promise<SideBarReport>>> = {
    load: () => sideBar.load(size),
    burst: () => sideBar.burst(size),
    hide: () => sideBar.hide(),
  };
  process.on('message', command => {
    run[command as SideBarCommand]().then(report => process.send?.(report), (error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
  await new Promise(resolve => process.on('disconnect', resolve));
  process.exit(0);
}

class SideBar {
  readonly #connection = new RemoteConnection(() => {
    const worker = new Worker('./dist/cluster.js');
    return {
      postMessage: message => worker.postMessage(message),
      on: (event, listener) => worker.on(event, listener),
      end: () => void worker.terminate(),
    };
  });

  readonly #stores = {
    autoscalers: new RowStore<Collections['autoscalers']>(),
    usage: new RowStore<Collections['usage']>(),
    pipeline: new RowStore<Collections['pipeline']>(),
  };

  readonly #delays = monitorEventLoopDelay({ resolution: 1 });

  constructor(private readonly kubeconfig: string) {}

  /** Opens all views at once; done when each has all its rows. */
  async load({ autoscalers, podsOfEach, apiServices }: ClusterSize): Promise<SideBarReport> {
    const rssBefore = process.memoryUsage().rss;
    const startedMs = performance.now();
    const { autoscalers: hpas, usage, pipeline } = this.#stores;
    this.#delays.enable();
    const times = await Promise.all([
      this.#fill('autoscalers', hpas, autoscalers, startedMs),
      this.#fill('usage', usage, autoscalers * podsOfEach, startedMs),
      this.#fill('pipeline', pipeline, apiServices, startedMs),
    ]);
    await new Promise(resolve => setTimeout(resolve, 5_000)); // what follows the first rows counts too
    this.#delays.disable();
    return {
      ...Object.fromEntries(times.flatMap(time => Object.entries(time))),
      longestBlockMs: Math.round(this.#delays.max / 1e6),
      rssMiB: Math.round((process.memoryUsage().rss - rssBefore) / 2 ** 20),
    };
  }

  /** Waits until every autoscaler has changed. */
  async burst({ autoscalers }: ClusterSize): Promise<SideBarReport> {
    this.#delays.reset();
    this.#delays.enable();
    const startedMs = performance.now();
    const changed = new Set<string>();
    await new Promise<void>(resolve => {
      this.#stores.autoscalers.onDidChange(({ ids }) => {
        ids.forEach(id => changed.add(id));
        if (changed.size >= autoscalers) {
          resolve();
        }
      });
    });
    this.#delays.disable();
    return { burstMs: Math.round(performance.now() - startedMs), longestBlockMs: Math.round(this.#delays.max / 1e6) };
  }

  hide(): Promise<SideBarReport> {
    Object.values(this.#stores).forEach(store => store.close());
    return Promise.resolve({});
  }

  #fill<Name extends keyof Collections>(
    name: Name, store: RowStore<Collections[Name]>, wanted: number, startedMs: number,
  ): Promise<SideBarReport> {
    return new Promise((resolve, reject) => {
      let firstMs: number | undefined;
      store.onDidChange(() => {
        if (store.status.kind === 'failed') {
          reject(new Error(store.status.problem.message));
        }
        firstMs ??= store.rows.size > 0 ? performance.now() - startedMs : undefined;
        if (store.status.kind === 'live' && store.rows.size >= wanted) {
          resolve({
            [`${name}FirstMs`]: Math.round(firstMs ?? NaN), [`${name}AllMs`]: Math.round(performance.now() - startedMs),
          });
        }
      });
      const target = { kubeconfigFiles: [this.kubeconfig] };
      store.open(listener => this.#connection.subscribe(name, target, listener), { fresh: true });
    });
  }
}
