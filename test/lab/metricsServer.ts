import { stringify } from 'yaml';
import { ApiStatusError, type ApiClient } from './apiClient.js';
import type { Binaries } from './binaries.js';
import { renderMetricsServerChart, type Manifest } from './chart.js';
import type { ClusterFiles } from './clusterFiles.js';
import { MetricsServerProcess, processManifests } from './metricsServerProcess.js';
import type { Processes } from './processes.js';
import { waitFor } from './waitFor.js';

/** How metrics-server is to run. */
export interface MetricsServerOptions {
  /** `chart`: the official chart, in a pod of a real node. `process`: beside the control plane. */
  readonly mode: 'chart' | 'process' | 'none';
  /** Flags beyond those of the chart. */
  readonly args: readonly string[];
  /** Default: 15, that of the chart. Less than 10 is refused by metrics-server. */
  readonly resolutionSeconds?: number;
  /** More values for the chart. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** What metrics-server needs of the lab. */
export interface MetricsServerParts {
  readonly dir: string;
  readonly binaries: Binaries;
  readonly files: ClusterFiles;
  readonly processes: Processes;
  readonly api: ApiClient;
  readonly apply: (yaml: string) => Promise<void>;
  readonly kubectl: (args: readonly string[]) => Promise<string>;
}

/** The real metrics-server of a lab. */
export class LabMetricsServer {
  readonly #process: MetricsServerProcess;
  #args: readonly string[];

  constructor(private readonly parts: MetricsServerParts, private readonly options: MetricsServerOptions) {
    this.#process = new MetricsServerProcess(parts);
    this.#args = options.args;
  }

  /** How it runs. */
  get mode(): MetricsServerOptions['mode'] {
    return this.options.mode;
  }

  /** The flags beyond those of the chart that it was first started with. */
  get defaultArgs(): readonly string[] {
    return this.options.args;
  }

  /** Installs it, or brings it back, with the flags it had last. Does not wait for it. */
  async start(): Promise<void> {
    if (this.options.mode === 'none') {
      return;
    }
    const values = { ...this.options.values, args: this.#allArgs() };
    const manifests = await renderMetricsServerChart(this.parts.binaries, values);
    if (this.options.mode === 'process') {
      await this.#apply(processManifests(manifests));
      await this.#process.start(this.#allArgs());
    } else {
      await this.#apply(manifests);
      await this.#scale(1);
    }
  }

  /** Ends it, if it is there; what it registered stays, so the API server reports it as missing. */
  async stop(): Promise<void> {
    if (this.options.mode === 'process') {
      await this.#process.stop();
    } else if (this.options.mode === 'chart') {
      await this.#scale(0).catch(unlessNotFound);
    }
  }

  /** Ends it and removes all that it had in the cluster, the APIService included. */
  async remove(): Promise<void> {
    await this.#process.stop();
    if (this.options.mode !== 'none') {
      const manifests = await renderMetricsServerChart(this.parts.binaries, {});
      for (const { kind, metadata } of manifests) {
        const scope = metadata.namespace === undefined ? [] : ['--namespace', metadata.namespace];
        await this.parts.kubectl(['delete', kind, metadata.name, '--ignore-not-found', ...scope]);
      }
    }
  }

  /** Runs it with other flags beyond those of the chart. Does not wait for it. */
  async configure(args: readonly string[]): Promise<void> {
    this.#args = args;
    await this.#process.stop();
    await this.start();
  }

  /** What it wrote so far; of its newest pod, if it runs in one. */
  async log(): Promise<string> {
    return this.options.mode === 'chart'
      ? this.parts.kubectl(['logs', '--namespace', 'kube-system', 'deployment/metrics-server', '--tail=-1'])
      : this.#process.log();
  }

  /** Waits until the API server gets metrics from it. */
  async untilAvailable(timeoutMs = 120_000): Promise<void> {
    await waitFor('The Metrics API is available', async () => {
      const nodes = await this.parts.api.get<{ items: unknown[] }>('/apis/metrics.k8s.io/v1beta1/nodes').catch(notYet);
      return nodes !== undefined && nodes.items.length > 0;
    }, timeoutMs);
  }

  #allArgs(): string[] {
    const { resolutionSeconds: seconds } = this.options;
    return [
      ...(seconds === undefined ? [] : [`--metric-resolution=${seconds}s`]),
      // must be at most nine tenths of the resolution, or metrics-server refuses to start
      ...(seconds === undefined || seconds > 11 ? [] : ['--kubelet-request-timeout=5s']),
      ...this.#args,
    ];
  }

  async #apply(manifests: readonly Manifest[]): Promise<void> {
    await this.parts.apply(manifests.map(manifest => stringify(manifest)).join('---\n'));
  }

  async #scale(replicas: number): Promise<void> {
    await this.parts.api.send('/apis/apps/v1/namespaces/kube-system/deployments/metrics-server', {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: { spec: { replicas } },
    });
  }
}

function unlessNotFound(error: unknown): void {
  if (!(error instanceof ApiStatusError && error.code === 404)) {
    throw error;
  }
}

function notYet(error: unknown): undefined {
  if (!(error instanceof ApiStatusError)) {
    throw error;
  }
}
