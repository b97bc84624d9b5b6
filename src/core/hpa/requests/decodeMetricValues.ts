import { milliValue } from '../../kube/quantityValue.js';
import { timeNsOf } from '../../kube/time.js';
import { elementsOf, stringAt, valueAt, type JsonObject, type JsonValue } from '../../raw/jsonValue.js';
import { decodeAny, decodeKnown, decoded, failed, type Decoded } from './decodeObject.js';
import { decodeQuantity } from './decodeQuantity.js';

/** One value of a custom or external metric as the controller reads it. */
export interface MetricValue {
  /** The object that it describes; empty for an external metric. */
  readonly objectName: string;
  readonly valueMilli: bigint;
  readonly timestampNs: bigint;
  /** How long it was measured, in seconds; absent when the adapter does not say. */
  readonly windowSeconds: number | undefined;
}

const customKinds = ['v1beta1', 'v1beta2'].flatMap(version =>
  ['MetricValueList', 'MetricValue'].map(kind => `custom.metrics.k8s.io/${version}/${kind}`));
const customScheme = 'pkg/client/custom_metrics/scheme/register.go:36';

/** The values of an answer of custom.metrics.k8s.io, in the order of the answer. */
export function decodeCustomMetrics(body: JsonValue | undefined): Decoded<readonly MetricValue[]> {
  const list = decodeKnown(body, [...customKinds, 'v1/Status'], customScheme);
  if (!list.ok) {
    return list;
  }
  const { kind } = list.value;
  const type = kind === 'Status' ? 'v1.Status' : 'v1beta2.MetricValue';
  return kind === 'MetricValueList'
    ? decodeItems(list.value)
    : failed(`the custom metrics API server didn't return MetricValueList, the type is *${type}`);
}

/** The values of an answer of external.metrics.k8s.io. */
export function decodeExternalMetrics(body: JsonValue | undefined): Decoded<readonly MetricValue[]> {
  const list = decodeAny(body);
  return list.ok ? decodeItems(list.value) : list;
}

function decodeItems(list: JsonObject): Decoded<readonly MetricValue[]> {
  const values: MetricValue[] = [];
  for (const item of elementsOf(list['items'])) {
    const quantity = decodeQuantity(valueAt(item, 'value'));
    if (!quantity.ok) {
      return quantity;
    }
    const windowSeconds = valueAt(item, 'windowSeconds') ?? valueAt(item, 'window');
    values.push({
      objectName: stringAt(valueAt(item, 'describedObject'), 'name') ?? '',
      valueMilli: milliValue(quantity.value),
      timestampNs: timeNsOf(stringAt(item, 'timestamp')),
      windowSeconds: typeof windowSeconds === 'number' ? windowSeconds : undefined,
    });
  }
  return decoded(values);
}
