import { goQuote } from '../kube/goQuote.js';
import type {
  ContainerResourceMetricSource, MetricReading, MetricSpec, MetricStatus, NamedMetricSource, ObjectMetricSource,
  ResourceMetricSource,
} from '../kube/hpa.js';
import { amountText, isSet } from './amountText.js';

/** A line of `kubectl describe hpa`: what stands in front of the colon's column, and what behind it. */
export interface DescribedMetric {
  /** `resource cpu on pods  (as a percentage of request):`. */
  readonly label: string;
  /** `12% (24m) / 80%`; empty for a metric of a type that kubectl does not know. */
  readonly value: string;
}

const unknown = '<unknown>';

/**
 * One metric in the words of `kubectl describe hpa`.
 *
 * @param status what belongs to the metric. kubectl takes the entry at the index of the spec, whatever it is of.
 * @see kubernetes/kubectl pkg/describe/describe.go, `describeHorizontalPodAutoscalerV2`
 */
export function describeMetric(spec: MetricSpec, status: MetricStatus | undefined): DescribedMetric {
  const { resource, containerResource, pods, object, external } = spec;
  switch (spec.type) {
    case 'Resource': return resource ? ofResource(resource, status?.resource) : unknownType(spec);
    case 'ContainerResource':
      return containerResource ? ofContainer(containerResource, status?.containerResource) : unknownType(spec);
    case 'Pods': return pods ? ofPods(pods, status?.pods) : unknownType(spec);
    case 'Object': return object ? ofObject(object, status?.object) : unknownType(spec);
    case 'External': return external ? ofExternal(external, status?.external) : unknownType(spec);
    default: return unknownType(spec);
  }
}

function unknownType({ type }: MetricSpec): DescribedMetric {
  return { label: `<unknown metric type ${goQuote(type)}>`, value: '' };
}

function ofResource(source: ResourceMetricSource, reading: MetricReading | undefined): DescribedMetric {
  return shareOrAverage(`resource ${source.name} on pods`, source, reading);
}

function ofContainer(source: ContainerResourceMetricSource, reading: MetricReading | undefined): DescribedMetric {
  return shareOrAverage(`resource ${source.name} of container "${source.container}" on pods`, source, reading);
}

function shareOrAverage(
  subject: string,
  { target }: ResourceMetricSource,
  reading: MetricReading | undefined,
): DescribedMetric {
  const { averageUtilization, averageValue } = reading?.current ?? {};
  if (isSet(target.averageValue)) {
    const current = reading ? amountText(averageValue) : unknown;
    return { label: `${subject}:`, value: `${current} / ${amountText(target.averageValue)}` };
  }
  const current = isSet(averageUtilization) ? `${averageUtilization}% (${amountText(averageValue)})` : unknown;
  const wanted = isSet(target.averageUtilization) ? `${target.averageUtilization}%` : '<auto>';
  return { label: `${subject}  (as a percentage of request):`, value: `${current} / ${wanted}` };
}

function ofPods({ metric, target }: NamedMetricSource, reading: MetricReading | undefined): DescribedMetric {
  const current = reading ? amountText(reading.current.averageValue) : unknown;
  return { label: `${goQuote(metric.name)} on pods:`, value: `${current} / ${amountText(target.averageValue)}` };
}

/** kubectl goes by the type of the target here, everywhere else by the field that is set. */
function ofObject(
  { metric, describedObject, target }: ObjectMetricSource,
  reading: MetricReading | undefined,
): DescribedMetric {
  const isAverage = target.type === 'AverageValue';
  const field = isAverage ? 'averageValue' : 'value';
  const current = reading ? amountText(reading.current[field]) : unknown;
  const words = isAverage ? 'target average value' : 'target value';
  return {
    label: `"${metric.name}" on ${describedObject.kind}/${describedObject.name} (${words}):`,
    value: `${current} / ${amountText(target[field])}`,
  };
}

function ofExternal({ metric, target }: NamedMetricSource, reading: MetricReading | undefined): DescribedMetric {
  const name = goQuote(metric.name);
  if (isSet(target.averageValue)) {
    const average = reading?.current.averageValue;
    const current = isSet(average) ? amountText(average) : unknown;
    return { label: `${name} (target average value):`, value: `${current} / ${amountText(target.averageValue)}` };
  }
  const current = reading ? amountText(reading.current.value) : unknown;
  return { label: `${name} (target value):`, value: `${current} / ${amountText(target.value)}` };
}
