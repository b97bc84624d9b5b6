import type { ApiClient } from './apiClient.js';

interface Pod {
  readonly metadata: { readonly deletionTimestamp?: string };
  readonly status: { readonly phase?: string; readonly podIP?: string };
}

const roundMs = 1000;
const burnerPort = 8080;

/** Loads that burner pods share, each as a load balancer would spread it: evenly over the pods that run. */
export class BurnerLoads {
  readonly #loads = new Map<string, AbortController>();

  constructor(private readonly api: ApiClient) {}

  /** Lets the pods share this much CPU from now on, however many there are; undefined leaves them as they are. */
  async set(namespace: string, selector: string, totalMillicores: number | undefined): Promise<void> {
    const key = `${namespace}/${selector}`;
    this.#loads.get(key)?.abort();
    this.#loads.delete(key);
    if (totalMillicores !== undefined) {
      const stop = new AbortController();
      this.#loads.set(key, stop);
      await this.#share(namespace, selector, totalMillicores);
      void this.#repeat(() => this.#share(namespace, selector, totalMillicores), stop.signal);
    }
  }

  /** Ends all loads. */
  stop(): void {
    this.#loads.forEach(stop => stop.abort());
    this.#loads.clear();
  }

  async #repeat(round: () => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await new Promise(resolve => setTimeout(resolve, roundMs).unref());
      await round().catch(() => undefined); // the API server may be away: a test may want that
    }
  }

  async #share(namespace: string, selector: string, totalMillicores: number): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(selector)}`;
    const { items } = await this.api.get<{ readonly items: readonly Pod[] }>(path);
    const addresses = items.filter(isServing).map(({ status }) => status.podIP ?? '');
    await Promise.all(addresses.map(address => setMillicores(address, Math.round(totalMillicores / addresses.length))));
  }
}

function isServing({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp === undefined && status.phase === 'Running' && status.podIP !== undefined;
}

async function setMillicores(address: string, millicores: number): Promise<void> {
  try {
    const url = `http://${address}:${burnerPort}/load?millicores=${millicores}`;
    await fetch(url, { method: 'POST', signal: AbortSignal.timeout(1000) });
  } catch {
    // it may be starting or ending; the next round is a second away
  }
}
