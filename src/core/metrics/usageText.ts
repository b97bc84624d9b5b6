import { truncateToInt64 } from '../kube/int64.js';
import { zeroQuantity, type Quantity } from '../kube/quantity.js';
import { milliValue, value } from '../kube/quantityValue.js';

const mebi = 1024n * 1024n;

/** CPU as `kubectl top` prints it, in millicores rounded up: `123m`. What was not measured is `0m` there. */
export function formatCpu(cpu: Quantity | undefined): string {
  return `${milliValue(cpu ?? zeroQuantity)}m`;
}

/** Memory as `kubectl top` prints it, in MiB rounded down: `45Mi`. What was not measured is `0Mi` there. */
export function formatMemory(memory: Quantity | undefined): string {
  return `${value(memory ?? zeroQuantity) / mebi}Mi`;
}

/**
 * The use of any resource as `kubectl top` prints it.
 *
 * @see kubernetes/kubectl pkg/metricsutil/metrics_printer.go, `printSingleResourceUsage`
 */
export function formatUsage(resource: string, usage: Quantity | undefined): string {
  switch (resource) {
    case 'cpu': return formatCpu(usage);
    case 'memory':
    case 'swap': return formatMemory(usage);
    default: return `${value(usage ?? zeroQuantity)}`;
  }
}

/**
 * The share of what is available (a node's allocatable, a request, a limit) that is used, as `kubectl top nodes`
 * prints it: a whole percentage, rounded down, `0%` of nothing.
 *
 * @see kubernetes/kubectl pkg/metricsutil/metrics_printer.go, `printAllResourceUsages`
 */
export function formatShare(usage: Quantity | undefined, available: Quantity): string {
  if (available.unscaled === 0n) {
    return '0%';
  }
  const share = Number(milliValue(usage ?? zeroQuantity)) / Number(milliValue(available)) * 100;
  return `${truncateToInt64(share)}%`;
}
