import { parseAllDocuments } from 'yaml';
import type { Binaries } from './binaries.js';
import { run } from './run.js';

/** An object of the API, as far as the lab looks into it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Renders the official metrics-server chart, for the release and the namespace that its README names. */
export async function renderMetricsServerChart(binaries: Binaries, values: object): Promise<Manifest[]> {
  const text = await run(binaries.helm4, [
    'template', 'metrics-server', binaries.metricsServerChart,
    '--namespace', 'kube-system', '--include-crds', '--values', '-',
  ], { input: JSON.stringify({ image: { tag: binaries.metricsServerVersion }, ...values }) });
  return parseAllDocuments(text)
    .map(document => document.toJS() as Manifest | null)
    .filter(manifest => manifest !== null);
}
