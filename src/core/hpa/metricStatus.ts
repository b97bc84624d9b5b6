import { formatQuantity } from '../kube/formatQuantity.js';
import type {
  CrossVersionObjectReference, LabelSelector, MetricIdentifier, MetricSpec, MetricStatus, MetricValueStatus,
} from '../kube/hpa.js';
import { parseQuantity } from '../kube/parseQuantity.js';
import type { QuantityFormat } from '../kube/quantity.js';

/** What a failed metric leaves in the status. */
export const failedMetricStatus: MetricStatus = { type: '' };

/** A quantity as the controller writes it. @param milli thousandths */
export function milliText(milli: bigint, format: QuantityFormat = 'decimalSI'): string {
  return formatQuantity({ form: 'int64', unscaled: milli, exponent: -3, format });
}

/** The status of a metric, with the identity that its spec gives it. */
export function metricStatusOf(spec: MetricSpec, current: MetricValueStatus): MetricStatus {
  switch (spec.type) {
    case 'Resource':
      return { type: spec.type, resource: { name: spec.resource?.name ?? '', current } };
    case 'ContainerResource':
      return {
        type: spec.type,
        containerResource: {
          name: spec.containerResource?.name ?? '', container: spec.containerResource?.container ?? '', current,
        },
      };
    case 'Pods':
      return { type: spec.type, pods: { metric: identifier(spec.pods?.metric), current } };
    case 'Object':
      return {
        type: spec.type,
        object: {
          metric: identifier(spec.object?.metric),
          current,
          describedObject: reference(spec.object?.describedObject),
        },
      };
    case 'External':
      return { type: spec.type, external: { metric: identifier(spec.external?.metric), current } };
    default:
      return failedMetricStatus;
  }
}

/** A status that was read, as the controller writes it again: only fields that it knows, quantities in their form. */
export function rewrittenMetricStatus({
  type, resource, containerResource, pods, object, external,
}: MetricStatus): MetricStatus {
  return {
    type,
    ...resource ? { resource: { name: resource.name ?? '', current: rewrittenValue(resource.current) } } : {},
    ...containerResource ? {
      containerResource: {
        name: containerResource.name ?? '',
        container: containerResource.container ?? '',
        current: rewrittenValue(containerResource.current),
      },
    } : {},
    ...pods ? { pods: { metric: identifier(pods.metric), current: rewrittenValue(pods.current) } } : {},
    ...object ? {
      object: {
        metric: identifier(object.metric),
        current: rewrittenValue(object.current),
        describedObject: reference(object.describedObject),
      },
    } : {},
    ...external ? { external: { metric: identifier(external.metric), current: rewrittenValue(external.current) } } : {},
  };
}

function rewrittenValue(current: MetricValueStatus | undefined): MetricValueStatus {
  const { value, averageValue, averageUtilization } = current ?? {};
  return {
    ...value === undefined ? {} : { value: rewrittenQuantity(value) },
    ...averageValue === undefined ? {} : { averageValue: rewrittenQuantity(averageValue) },
    ...averageUtilization === undefined ? {} : { averageUtilization },
  };
}

function rewrittenQuantity(text: string): string {
  const parsed = parseQuantity(String(text));
  return parsed.ok ? formatQuantity(parsed.quantity) : text;
}

function identifier(metric: MetricIdentifier | undefined): MetricIdentifier {
  const selector = metric?.selector;
  return { name: metric?.name ?? '', ...selector ? { selector: rewrittenSelector(selector) } : {} };
}

function rewrittenSelector({ matchLabels, matchExpressions }: LabelSelector): LabelSelector {
  return {
    ...matchLabels && Object.keys(matchLabels).length > 0 ? { matchLabels } : {},
    ...matchExpressions && matchExpressions.length > 0 ? {
      matchExpressions: matchExpressions.map(({ key, operator, values }) =>
        ({ key, operator, ...values && values.length > 0 ? { values } : {} })),
    } : {},
  };
}

function reference(object: CrossVersionObjectReference | undefined): CrossVersionObjectReference {
  const { kind = '', name = '', apiVersion } = object ?? {};
  return { kind, name, ...apiVersion === undefined || apiVersion === '' ? {} : { apiVersion } };
}
