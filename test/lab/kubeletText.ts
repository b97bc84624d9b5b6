import { sampleTimeMs, type NodeUsage } from './usageModel.js';

/** The content type of a kubelet's `/metrics/resource`. */
export const resourceMetricsContentType = 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores';

interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly stability: 'STABLE' | 'ALPHA';
  readonly help: string;
  readonly lines: string[];
}

/**
 * The body of `/metrics/resource` as a kubelet 1.37 writes it: families by name, series by label, each sample with its
 * own time.
 *
 * Swap families are there with value 0, as on a node without swap.
 */
export function formatResourceMetrics(node: NodeUsage, nowMs: number): string {
  const families = newFamilies();
  let nodeCpuNs = node.systemMillicores * (nowMs - node.startedAtMs) * 1000;
  let nodeMemoryBytes = node.systemMemoryBytes;

  for (const pod of node.pods) {
    const podLabels = `{namespace="${pod.namespace}",pod="${pod.name}"}`;
    let podCpuNs = 0;
    let podMemoryBytes = 0;
    for (const { name, startedAtMs, cpu, memoryBytes } of pod.containers) {
      const labels = `{container="${name}",namespace="${pod.namespace}",pod="${pod.name}"}`;
      const key = `${pod.namespace}/${pod.name}/${name}`;
      const atMs = sampleTimeMs(nowMs, node.housekeepingMs, key, startedAtMs);
      families.containerCpu.lines.push(`${labels} ${goFloat(cpu.atMs(atMs) / 1e9)} ${atMs}`);
      families.containerMemory.lines.push(`${labels} ${goFloat(memoryBytes)} ${atMs}`);
      families.containerStart.lines.push(`${labels} ${goFloat(startedAtMs / 1000)}`);
      families.containerSwap.lines.push(`${labels} 0 ${atMs}`);
      podCpuNs += cpu.atMs(nowMs);
      podMemoryBytes += memoryBytes;
    }
    families.podCpu.lines.push(`${podLabels} ${goFloat(podCpuNs / 1e9)} ${nowMs}`);
    families.podMemory.lines.push(`${podLabels} ${goFloat(podMemoryBytes)} ${nowMs}`);
    families.podSwap.lines.push(`${podLabels} 0 ${nowMs}`);
    nodeCpuNs += podCpuNs;
    nodeMemoryBytes += podMemoryBytes;
  }

  families.nodeCpu.lines.push(` ${goFloat(Math.round(nodeCpuNs) / 1e9)} ${nowMs}`);
  families.nodeMemory.lines.push(` ${goFloat(nodeMemoryBytes)} ${nowMs}`);
  families.nodeSwap.lines.push(` 0 ${nowMs}`);
  families.scrapeError.lines.push(' 0');
  return Object.values(families).map(formatFamily).join('');
}

/**
 * A number as Go's Prometheus library prints it: the shortest digits, with an exponent from 1e+06 up and below 1e-04.
 */
export function goFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : `${value > 0 ? '+' : '-'}Inf`;
  }
  const [digits = '0', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) {
    return String(value);
  }
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function formatFamily({ name, type, stability, help, lines }: Family): string {
  if (lines.length === 0) {
    return '';
  }
  const series = lines.sort().map(line => `${name}${line}\n`).join('');
  return `# HELP ${name} [${stability}] ${help}\n# TYPE ${name} ${type}\n${series}`;
}

/** In the order in which a kubelet prints them, which is by name. */
function newFamilies() {
  const counter = (name: string, help: string) => family(name, 'counter', 'STABLE', help);
  const gauge = (name: string, help: string) => family(name, 'gauge', 'STABLE', help);
  const swap = (name: string, help: string) =>
    family(name, 'gauge', 'ALPHA', `${help}. Reported only on non-windows systems`);
  return {
    containerCpu: counter('container_cpu_usage_seconds_total',
      'Cumulative cpu time consumed by the container in core-seconds'),
    containerMemory: gauge('container_memory_working_set_bytes', 'Current working set of the container in bytes'),
    containerStart: gauge('container_start_time_seconds', 'Start time of the container since unix epoch in seconds'),
    containerSwap: swap('container_swap_usage_bytes', 'Current amount of the container swap usage in bytes'),
    nodeCpu: counter('node_cpu_usage_seconds_total', 'Cumulative cpu time consumed by the node in core-seconds'),
    nodeMemory: gauge('node_memory_working_set_bytes', 'Current working set of the node in bytes'),
    nodeSwap: swap('node_swap_usage_bytes', 'Current swap usage of the node in bytes'),
    podCpu: counter('pod_cpu_usage_seconds_total', 'Cumulative cpu time consumed by the pod in core-seconds'),
    podMemory: gauge('pod_memory_working_set_bytes', 'Current working set of the pod in bytes'),
    podSwap: swap('pod_swap_usage_bytes', 'Current amount of the pod swap usage in bytes'),
    scrapeError: gauge('resource_scrape_error', '1 if there was an error while getting container metrics, 0 otherwise'),
  };
}

function family(name: string, type: Family['type'], stability: Family['stability'], help: string): Family {
  return { name, type, stability, help, lines: [] };
}
