import type { HorizontalPodAutoscaler } from '../kube/hpa.js';
import type { Pod, PodContainer } from '../kube/pod.js';
import { elementsOf, isObject, type JsonObject, type JsonValue } from '../raw/jsonValue.js';

// What may be kept of the objects of a cluster: only what a decision reads, and nothing that could hold a secret.

/** A pod without its environment, volumes, annotations and managed fields. */
export function trimmedPod({ metadata, spec, status }: Pod): Pod {
  const { name, namespace, uid, labels, ownerReferences, deletionTimestamp, creationTimestamp } = metadata;
  const { containers, initContainers, resources, overhead, nodeName } = spec ?? {};
  const { phase, startTime, conditions } = status ?? {};
  return {
    metadata: { name, ...present({ namespace, uid, labels, ownerReferences, deletionTimestamp, creationTimestamp }) },
    spec: present({
      containers: containers?.map(trimmedContainer), initContainers: initContainers?.map(trimmedContainer),
      resources, overhead, nodeName,
    }),
    status: present({
      phase,
      startTime,
      conditions: conditions?.map(({ type, status: state, lastTransitionTime }) =>
        ({ type, status: state, ...present({ lastTransitionTime }) })),
    }),
  };
}

/** An autoscaler without its annotations and managed fields. */
export function trimmedHpa({ metadata, spec, status }: HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  const { name, namespace, uid, generation, creationTimestamp } = metadata;
  return {
    metadata: { name, ...present({ namespace, uid, generation, creationTimestamp }) },
    spec,
    ...present({ status }),
  };
}

/** An answer of the API without the annotations and the managed fields of its objects. */
export function trimmedBody(body: JsonValue): JsonValue {
  if (!isObject(body)) {
    return body;
  }
  const trimmed = withTrimmedMetadata(body);
  return Array.isArray(body['items'])
    ? { ...trimmed, items: elementsOf(body['items']).map(item => isObject(item) ? withTrimmedMetadata(item) : item) }
    : trimmed;
}

function withTrimmedMetadata(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isObject(metadata)) {
    return object;
  }
  const kept = Object.entries(metadata).filter(([key]) => key !== 'annotations' && key !== 'managedFields');
  return { ...object, metadata: Object.fromEntries(kept) };
}

function trimmedContainer({ name, restartPolicy, resources }: PodContainer): PodContainer {
  return { name, ...present({ restartPolicy, resources }) };
}

type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The fields that are there: an absent one is no field. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
