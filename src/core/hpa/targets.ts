import type {
  CrossVersionObjectReference, MetricReading, MetricSpec, MetricStatus, MetricTarget, NamedMetricSource,
  ResourceMetricSource,
} from '../kube/hpa.js';
import { amountText, isSet } from './amountText.js';

const shownMetrics = 2;
const unknown = '<unknown>';

/**
 * The TARGETS column of `kubectl get hpa`, as an API server of 1.30 or newer prints it:
 * `cpu: 10%/80%, memory: 50%/70% + 1 more...`.
 *
 * @param statuses `status.currentMetrics`; absent or too short, the currents are `<unknown>`
 * @see kubernetes pkg/printers/internalversion/printers.go, `formatHPAMetrics`
 */
export function formatTargets(
  specs: readonly MetricSpec[] | null | undefined,
  statuses: readonly MetricStatus[] | null | undefined,
): string {
  if (!specs?.length) {
    return '<none>';
  }
  const shown = specs.slice(0, shownMetrics).map((spec, index) => formatMetric(spec, statuses?.[index])).join(', ');
  const more = specs.length - shownMetrics;
  return more > 0 ? `${shown} + ${more} more...` : shown;
}

/**
 * One metric of TARGETS, `current/target`.
 *
 * A spec whose `type` has no such field, which the API server never stores, is `<unknown type>`.
 *
 * @param status the entry of `status.currentMetrics` at the index of the spec; one of another type tells nothing
 */
export function formatMetric(spec: MetricSpec, status: MetricStatus | undefined): string {
  switch (spec.type) {
    case 'Resource': return formatResource(spec.resource, status?.resource);
    case 'ContainerResource': return formatResource(spec.containerResource, status?.containerResource);
    case 'Pods': return formatPods(spec.pods, status?.pods);
    case 'Object': return formatValue(spec.object, status?.object);
    case 'External': return formatValue(spec.external, status?.external);
    default: return '<unknown type>';
  }
}

/** The REFERENCE column of `kubectl get hpa`: `Deployment/web`. */
export function formatReference({ kind, name }: Pick<CrossVersionObjectReference, 'kind' | 'name'>): string {
  return `${kind}/${name}`;
}

function formatResource(source: ResourceMetricSource | undefined, reading: MetricReading | undefined): string {
  if (!source) {
    return '<unknown type>';
  }
  const { name, target } = source;
  if (isSet(target.averageValue)) {
    const current = reading ? amountText(reading.current.averageValue) : unknown;
    return `${name}: ${current}/${amountText(target.averageValue)}`;
  }
  const current = formatPercent(reading?.current.averageUtilization, unknown);
  return `${name}: ${current}/${formatPercent(target.averageUtilization, '<auto>')}`;
}

function formatPods(source: NamedMetricSource | undefined, reading: MetricReading | undefined): string {
  if (!source) {
    return '<unknown type>';
  }
  const current = reading ? amountText(reading.current.averageValue) : unknown;
  return `${current}/${amountText(source.target.averageValue)}`;
}

function formatValue(
  source: { readonly target: MetricTarget } | undefined,
  reading: MetricReading | undefined,
): string {
  if (!source) {
    return '<unknown type>';
  }
  const { target } = source;
  if (isSet(target.averageValue)) {
    const average = reading?.current.averageValue;
    return `${isSet(average) ? amountText(average) : unknown}/${amountText(target.averageValue)} (avg)`;
  }
  return `${reading ? amountText(reading.current.value) : unknown}/${amountText(target.value)}`;
}

function formatPercent(percent: number | null | undefined, otherwise: string): string {
  return isSet(percent) ? `${percent}%` : otherwise;
}
