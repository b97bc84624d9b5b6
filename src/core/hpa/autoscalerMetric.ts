import type { MetricSpec, MetricStatus } from '../kube/hpa.js';
import { labelSelectorText } from '../kube/labelSelectorText.js';
import { describeMetric } from './describeMetric.js';
import { statusesOf } from './metricIdentity.js';
import { formatMetric, formatReference } from './targets.js';

/** One metric of the spec with what it is and should be. */
export interface AutoscalerMetric {
  /** Resource, ContainerResource, Pods, Object, External. */
  readonly source: string;
  /** By {@link metricName}. */
  readonly name: string;
  /** `56%/60%`. */
  readonly text: string;
  /** The line of `kubectl describe hpa`: `resource cpu on pods  (as a percentage of request):  12% (24m) / 80%`. */
  readonly words: string;
}

/** Each metric of a spec, in its order, with the part of the status that is about it. */
export function autoscalerMetrics(
  specs: readonly MetricSpec[] | null | undefined,
  statuses: readonly MetricStatus[] | null | undefined,
): readonly AutoscalerMetric[] {
  const matched = statusesOf(specs ?? [], statuses);
  return (specs ?? []).map((spec, index) => metricOf(spec, matched[index]));
}

function metricOf(spec: MetricSpec, status: MetricStatus | undefined): AutoscalerMetric {
  const resource = metricResource(spec);
  const text = formatMetric(spec, status);
  const { label, value } = describeMetric(spec, status);
  return {
    source: spec.type,
    name: metricName(spec),
    text: resource === undefined ? text : text.slice(`${resource}: `.length),
    words: [label, value].filter(Boolean).join('  '),
  };
}

/**
 * The resource or the metric; behind a dot what tells it from others of that name: the container, the described
 * object, the selector. `cpu`, `cpu · app`, `hits · Service/front`, `length · queue=mail`.
 */
export function metricName(spec: MetricSpec): string {
  const named = spec.pods ?? spec.object ?? spec.external;
  return [metricResource(spec) ?? named?.metric.name ?? spec.type, ...distinctionsOf(spec)].filter(Boolean).join(' · ');
}

/** The resource whose amounts a metric is in; absent for a custom or external metric, whose unit nobody knows. */
export function metricResource({ resource, containerResource }: MetricSpec): string | undefined {
  return resource?.name ?? containerResource?.name;
}

function distinctionsOf({ containerResource, pods, object, external }: MetricSpec): string[] {
  const { metric } = pods ?? object ?? external ?? {};
  return [
    containerResource?.container ?? '',
    object?.describedObject ? formatReference(object.describedObject) : '',
    labelSelectorText(metric?.selector),
  ];
}
