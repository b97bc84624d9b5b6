import { parseDuration } from '../../kube/duration.js';
import type { Quantity } from '../../kube/quantity.js';
import { timeNsOf } from '../../kube/time.js';
import { elementsOf, isObject, stringAt, valueAt, type JsonValue } from '../../raw/jsonValue.js';
import { decodeInto, decoded, type Decoded, type ExpectedKind } from './decodeObject.js';
import { decodeQuantity } from './decodeQuantity.js';

/** One PodMetrics as the controller reads it. Times are ns; an absent time is Go's zero time. */
export interface PodSampleSource {
  readonly name: string;
  readonly namespace: string;
  readonly timestampNs: bigint;
  readonly windowNs: bigint;
  readonly containers: readonly ContainerSampleSource[];
}

export interface ContainerSampleSource {
  readonly name: string;
  readonly usage: ReadonlyMap<string, Quantity>;
}

/** What the clientset of metrics.k8s.io knows. */
const podMetricsList: ExpectedKind = {
  apiVersion: 'metrics.k8s.io/v1beta1',
  kind: 'PodMetricsList',
  others: ['v1', 'v1beta1', 'v1alpha1'].flatMap(version =>
    ['NodeMetrics', 'NodeMetricsList', 'PodMetrics', 'PodMetricsList']
      .map(kind => `metrics.k8s.io/${version}/${kind}`)),
  scheme: 'pkg/client/clientset/versioned/scheme/register.go:32',
};

/** The PodMetrics of an answer to a LIST of metrics.k8s.io. */
export function decodePodMetrics(body: JsonValue | undefined): Decoded<readonly PodSampleSource[]> {
  const list = decodeInto(body, podMetricsList);
  if (!list.ok) {
    return list;
  }
  const pods: PodSampleSource[] = [];
  for (const item of elementsOf(list.value['items'])) {
    const containers = decodeContainers(valueAt(item, 'containers'));
    if (!containers.ok) {
      return containers;
    }
    pods.push({
      name: stringAt(valueAt(item, 'metadata'), 'name') ?? '',
      namespace: stringAt(valueAt(item, 'metadata'), 'namespace') ?? '',
      timestampNs: timeNsOf(stringAt(item, 'timestamp')),
      windowNs: windowNsOf(stringAt(item, 'window')),
      containers: containers.value,
    });
  }
  return decoded(pods);
}

function decodeContainers(value: JsonValue | undefined): Decoded<readonly ContainerSampleSource[]> {
  const containers: ContainerSampleSource[] = [];
  for (const container of elementsOf(value)) {
    const usage = new Map<string, Quantity>();
    const told = valueAt(container, 'usage');
    for (const [resource, text] of Object.entries(isObject(told) ? told : {})) {
      const quantity = decodeQuantity(text);
      if (!quantity.ok) {
        return quantity;
      }
      usage.set(resource, quantity.value);
    }
    containers.push({ name: stringAt(container, 'name') ?? '', usage });
  }
  return decoded(containers);
}

function windowNsOf(text: string | undefined): bigint {
  const parsed = parseDuration(text ?? '');
  return parsed.ok ? parsed.ns : 0n;
}
