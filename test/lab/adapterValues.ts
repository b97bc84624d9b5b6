/** A value of an external metric and the labels that tell it from others of the same name. */
export interface ExternalValue {
  readonly labels: Readonly<Record<string, string>>;
  /** A Kubernetes quantity. */
  readonly value: string;
}

/** How the pods of a namespace share a custom metric: each the same, each its own, or all together a total. */
export type PodMetric =
  | { readonly kind: 'each'; readonly value: string }
  | { readonly kind: 'byPod'; readonly values: Readonly<Record<string, string>> }
  /** In thousandths; shared evenly by the pods that are asked for. */
  | { readonly kind: 'total'; readonly totalMilli: number };

/** The object that a metric of type Object is about. */
export interface DescribedObject {
  /** The plural with its group: `services`, `ingresses.networking.k8s.io`. */
  readonly resource: string;
  readonly name: string;
}

/** The metrics that the lab's adapter serves at the moment. Values are set while it runs. */
export class AdapterValues {
  readonly #pods = new Map<string, PodMetric>();
  readonly #objects = new Map<string, string>();
  readonly #external = new Map<string, readonly ExternalValue[]>();

  /** Sets a metric of the pods of a namespace (type Pods); undefined takes it away. */
  setPods(namespace: string, metric: string, value: PodMetric | undefined): void {
    put(this.#pods, `${namespace}/${metric}`, value);
  }

  /**
   * Sets a metric of one object (type Object). The resource is the plural with its group: `services`,
   * `ingresses.networking.k8s.io`.
   */
  setObject(namespace: string, object: DescribedObject, metric: string, value: string | undefined): void {
    put(this.#objects, `${namespace}/${object.resource}/${object.name}/${metric}`, value);
  }

  /** Sets a metric of a namespace itself (type Object, described object of kind Namespace). */
  setNamespace(namespace: string, metric: string, value: string | undefined): void {
    this.setObject(namespace, { resource: 'namespaces', name: namespace }, metric, value);
  }

  /** Sets the series of an external metric (type External). */
  setExternal(namespace: string, metric: string, values: readonly ExternalValue[] | undefined): void {
    put(this.#external, `${namespace}/${metric}`, values);
  }

  /** The value of each of these pods that has one. */
  ofPods(namespace: string, metric: string, pods: readonly string[]): Map<string, string> | undefined {
    const known = this.#pods.get(`${namespace}/${metric}`);
    switch (known?.kind) {
      case undefined:
        return undefined;
      case 'each':
        return new Map(pods.map(pod => [pod, known.value]));
      case 'total':
        return new Map(pods.map(pod => [pod, `${Math.round(known.totalMilli / pods.length)}m`]));
      case 'byPod':
        return new Map(pods.flatMap(pod => {
          const value = known.values[pod];
          return value === undefined ? [] : [[pod, value]];
        }));
    }
  }

  /** The value of one object, if there is one. */
  ofObject(namespace: string, resource: string, name: string, metric: string): string | undefined {
    return this.#objects.get(`${namespace}/${resource}/${name}/${metric}`);
  }

  /** The series of an external metric; undefined: no such metric. */
  ofExternal(namespace: string, metric: string): readonly ExternalValue[] | undefined {
    return this.#external.get(`${namespace}/${metric}`);
  }

  /** Names for discovery: `pods/rps`, `services/rps`, `namespaces/rps`. */
  get customResources(): string[] {
    const pods = [...this.#pods.keys()].map(key => `pods/${key.split('/')[1]}`);
    const objects = [...this.#objects.keys()].map(key => {
      const [, resource, , metric] = key.split('/');
      return `${resource}/${metric}`;
    });
    return [...new Set([...pods, ...objects])].sort();
  }

  /** Names of external metrics for discovery. */
  get externalMetrics(): string[] {
    return [...new Set([...this.#external.keys()].map(key => key.split('/')[1] ?? ''))].sort();
  }
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) {
    map.delete(key);
  } else {
    map.set(key, value);
  }
}
