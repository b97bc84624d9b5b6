import { milliValue } from '../../kube/quantityValue.js';
import { wrapInt64 } from '../../kube/int64.js';
import { requirementsText, type LabelRequirements } from '../../kube/labels/requirement.js';
import type { CrossVersionObjectReference } from '../../kube/hpa.js';
import { behaves } from '../controllerVersion.js';
import type { ControllerConfig } from '../controllerConfig.js';
import { parseGroupVersion } from '../groupVersion.js';
import { mappingsOf } from '../restMappings.js';
import type { ApiReader } from './apiReader.js';
import { decodeCustomMetrics, decodeExternalMetrics, type MetricValue } from './decodeMetricValues.js';
import type { Decoded } from './decodeObject.js';
import { decodePodMetrics, type PodSampleSource } from './decodePodMetrics.js';
import type { RestRequest } from './restRequest.js';

/** What one pod used, in thousandths, and when that was measured. */
export interface PodSample {
  readonly valueMilli: bigint;
  readonly timestampNs: bigint;
  readonly windowNs: bigint;
}

/** Samples by the name of the pod; pods without one are not in it. */
export type PodSamples = ReadonlyMap<string, PodSample>;

/** What was asked of a metrics API, or why there is no answer, in the controller's words. */
export type Fetched<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string };

interface ResourceQuestion {
  readonly resource: string;
  readonly selector: LabelRequirements;
  /** Only this container; absent: all of them. */
  readonly container?: string;
}

interface NamedQuestion {
  readonly name: string;
  readonly metricSelector: LabelRequirements;
}

const defaultWindowNs = 60_000_000_000n;
const nsPerSecond = 1_000_000_000n;

/**
 * Asks the metrics APIs what the HPA controller asks them.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/metrics/client.go
 */
export class MetricsClient {
  readonly #reader: ApiReader;
  readonly #config: ControllerConfig;
  readonly #namespace: string;

  constructor(reader: ApiReader, config: ControllerConfig, namespace: string) {
    this.#reader = reader;
    this.#config = config;
    this.#namespace = namespace;
  }

  /** The use of cpu, memory or another resource by the pods that a selector matches. */
  resource({ resource, selector, container }: ResourceQuestion): Fetched<PodSamples> {
    const answer = this.#reader.get({
      ...this.#request('metrics.k8s.io', 'v1beta1', 'pods'), query: { labelSelector: requirementsText(selector) },
    });
    const list = answer.ok ? decodePodMetrics(answer.body) : answer;
    if (!list.ok) {
      return fetchFailed('resource', list.error.message);
    }
    if (list.value.length === 0) {
      return { ok: false, error: 'no metrics returned from resource metrics API' };
    }
    return container === undefined
      ? { ok: true, value: samplesOfPods(list.value, resource) }
      : this.#samplesOfContainer(list.value, resource, container);
  }

  /** A custom metric of the pods that a selector matches. */
  pods(selector: LabelRequirements, { name, metricSelector }: NamedQuestion): Fetched<PodSamples> {
    const list = this.#custom({ resource: 'pods', name: '*', subresource: name }, selector, metricSelector);
    if (!list.ok) {
      return fetchFailed('custom', list.error);
    }
    if (list.value.length === 0) {
      return { ok: false, error: 'no metrics returned from custom metrics API' };
    }
    return {
      ok: true,
      value: new Map(list.value.map(({ objectName, valueMilli, timestampNs, windowSeconds }) => [objectName, {
        valueMilli,
        timestampNs,
        windowNs: windowSeconds === undefined ? defaultWindowNs : BigInt(windowSeconds) * nsPerSecond,
      }])),
    };
  }

  /** A custom metric of one object in the namespace of the autoscaler, in thousandths. */
  object(described: CrossVersionObjectReference, { name, metricSelector }: NamedQuestion): Fetched<bigint> {
    const target = this.#describedObject(described, name);
    const list = target.ok ? this.#custom(target.value, [], metricSelector) : target;
    if (!list.ok) {
      return fetchFailed('custom', list.error);
    }
    const [only, ...others] = list.value;
    return only && others.length === 0
      ? { ok: true, value: only.valueMilli }
      : fetchFailed('custom',
        `the custom metrics API server returned ${list.value.length} results when we asked for exactly one`);
  }

  /** All values of an external metric, in thousandths. */
  external({ name, metricSelector }: NamedQuestion): Fetched<readonly bigint[]> {
    const answer = this.#reader.get({
      ...this.#request('external.metrics.k8s.io', 'v1beta1', name),
      query: { labelSelector: requirementsText(metricSelector) },
    });
    const list = answer.ok ? decodeExternalMetrics(answer.body) : answer;
    if (!list.ok) {
      return fetchFailed('external', list.error.message);
    }
    return list.value.length === 0
      ? { ok: false, error: 'no metrics returned from external metrics API' }
      : { ok: true, value: list.value.map(({ valueMilli }) => valueMilli) };
  }

  #custom(
    path: Pick<RestRequest, 'resource' | 'name' | 'subresource'>,
    selector: LabelRequirements,
    metricSelector: LabelRequirements,
  ): Fetched<readonly MetricValue[]> {
    const version = this.#customVersion();
    if (!version.ok) {
      return version;
    }
    const answer = this.#reader.get({
      ...this.#request('custom.metrics.k8s.io', version.value, ''),
      ...path,
      query: { labelSelector: requirementsText(selector), metricLabelSelector: requirementsText(metricSelector) },
    });
    const list: Decoded<readonly MetricValue[]> = answer.ok ? decodeCustomMetrics(answer.body) : answer;
    return list.ok ? list : { ok: false, error: list.error.message };
  }

  #customVersion(): Fetched<string> {
    const version = this.#config.customMetricsVersion;
    if (version === undefined) {
      return { ok: false, error: 'no custom metrics API (custom.metrics.k8s.io) registered' };
    }
    return version === 'v1beta1' || version === 'v1beta2'
      ? { ok: true, value: version }
      : { ok: false, error: 'no known available metric versions found' };
  }

  /** A namespace is asked for under `metrics`, and by the autoscaler's own name of it, whatever is described. */
  #describedObject(described: CrossVersionObjectReference, metric: string):
  Fetched<Pick<RestRequest, 'resource' | 'name' | 'subresource'>> {
    const parsed = parseGroupVersion(described.apiVersion ?? '');
    const group = parsed.ok ? parsed.group : '';
    if (group === '' && described.kind === 'Namespace') {
      return { ok: true, value: { resource: 'metrics', name: metric } };
    }
    const version = this.#customVersion();
    if (!version.ok) {
      return version;
    }
    const mappings = mappingsOf(this.#config.restMappings, group, described.kind);
    if (!mappings.ok) {
      const kind = group === '' ? described.kind : `${described.kind}.${group}`;
      return { ok: false, error: `unable to map kind ${kind} to resource: ${mappings.error}` };
    }
    const [{ resource, group: resourceGroup }] = mappings.resources;
    return {
      ok: true,
      value: {
        resource: resourceGroup === '' ? resource : `${resource}.${resourceGroup}`,
        name: described.name,
        subresource: metric,
      },
    };
  }

  #samplesOfContainer(pods: readonly PodSampleSource[], resource: string, name: string): Fetched<PodSamples> {
    const samples = new Map<string, PodSample>();
    for (const pod of pods) {
      const container = pod.containers.find(candidate => candidate.name === name);
      if (!container && !behaves(this.#config.minor, 'containerCanBeMissing')) {
        return {
          ok: false,
          error: `failed to get container metrics: container ${name} not present in metrics for pod `
            + `${pod.namespace}/${pod.name}`,
        };
      }
      const used = container?.usage.get(resource);
      if (used) {
        samples.set(pod.name, { ...timesOf(pod), valueMilli: milliValue(used) });
      }
    }
    return { ok: true, value: samples };
  }

  #request(group: string, version: string, resource: string): RestRequest {
    return { verb: 'GET', base: `/apis/${group}/${version}`, group, namespace: this.#namespace, resource };
  }
}

/** The sum of the containers, each rounded up to a thousandth; a pod with one that does not tell has no sample. */
function samplesOfPods(pods: readonly PodSampleSource[], resource: string): PodSamples {
  const samples = new Map<string, PodSample>();
  for (const pod of pods) {
    const used = pod.containers.map(container => container.usage.get(resource));
    if (used.length > 0 && used.every(quantity => quantity !== undefined)) {
      const valueMilli = used.reduce((sum, quantity) => wrapInt64(sum + milliValue(quantity)), 0n);
      samples.set(pod.name, { ...timesOf(pod), valueMilli });
    }
  }
  return samples;
}

function timesOf({ timestampNs, windowNs }: PodSampleSource): Pick<PodSample, 'timestampNs' | 'windowNs'> {
  return { timestampNs, windowNs };
}

function fetchFailed(api: 'resource' | 'custom' | 'external', error: string): { ok: false; error: string } {
  return { ok: false, error: `unable to fetch metrics from ${api} metrics API: ${error}` };
}
