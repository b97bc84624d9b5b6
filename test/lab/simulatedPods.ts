import { matchesSelector } from './labelSelector.js';
import { parseMillicores, parseQuantity } from './quantity.js';
import { CpuCounter, type ContainerUsage, type PodUsage } from './usageModel.js';

/** The slice of a Pod that usage depends on. */
export interface SimulatedPod {
  readonly metadata: {
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: { readonly nodeName?: string; readonly containers: readonly PodContainer[] };
  readonly status?: { readonly phase?: string; readonly containerStatuses?: readonly ContainerStatus[] };
}

interface PodContainer {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly resources?: { readonly limits?: Readonly<Record<string, string>> };
}

interface ContainerStatus {
  readonly name: string;
  readonly state?: { readonly running?: { readonly startedAt: string } };
}

interface Known {
  readonly pod: SimulatedPod;
  readonly usage: PodUsage;
}

interface Load {
  readonly namespace: string;
  readonly selector: string;
  readonly totalMillicores: number;
}

/** The annotation with a pod's CPU: `250m`, or by container `app=200m,sidecar=10m`. */
export const cpuAnnotation = 'hpa-scope.lab/cpu';
/** The annotation with a pod's memory: `64Mi`, or by container. */
export const memoryAnnotation = 'hpa-scope.lab/memory';

const idleMillicores = 1;
const baseMemoryBytes = 4 * 2 ** 20;

/**
 * What the running simulated pods use.
 *
 * CPU of a container, first that applies: its share of a load set with {@link setLoad} (the first container of each
 * pod takes it), the annotation, the environment variable MILLICORES (as the burner's), 1 m; never more than its
 * limit. Memory: the annotation, or MEMORY_MIB on top of 4 MiB.
 */
export class SimulatedPods {
  readonly #known = new Map<string, Known>();
  readonly #byNode = new Map<string, Map<string, PodUsage>>();
  readonly #loads = new Map<string, Load>();

  constructor(private readonly nowMs: () => number) {}

  /** The running pods of a node. */
  ofNode(node: string): Iterable<PodUsage> {
    return this.#byNode.get(node)?.values() ?? [];
  }

  /** Takes in the newest state of a pod. */
  put(pod: SimulatedPod): void {
    const { namespace, name } = pod.metadata;
    if (!isRunning(pod)) {
      this.remove(namespace, name);
      return;
    }
    const known = this.#keep(pod);
    if (this.#loadsOf(namespace).length > 0) {
      this.#setRates(namespace);
    } else {
      setRate(known, undefined, this.nowMs());
    }
  }

  /** Forgets a pod. */
  remove(namespace: string, name: string): void {
    const key = `${namespace}/${name}`;
    const known = this.#known.get(key);
    if (known) {
      this.#known.delete(key);
      this.#onNode(known.pod.spec.nodeName ?? '').delete(key);
      this.#setRates(namespace);
    }
  }

  /** Replaces everything by what a list said. */
  replaceAll(pods: readonly SimulatedPod[]): void {
    const present = new Set(pods.filter(isRunning).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
    for (const [key, { pod }] of [...this.#known]) {
      if (!present.has(key)) {
        this.remove(pod.metadata.namespace, pod.metadata.name);
      }
    }
    pods.filter(isRunning).forEach(pod => this.#keep(pod));
    new Set(pods.map(pod => pod.metadata.namespace)).forEach(namespace => this.#setRates(namespace));
  }

  /** Gives the running pods that match a total to share evenly, from now on; undefined takes the load away. */
  setLoad(namespace: string, selector: string, totalMillicores: number | undefined): void {
    const key = `${namespace}/${selector}`;
    if (totalMillicores === undefined) {
      this.#loads.delete(key);
    } else {
      this.#loads.set(key, { namespace, selector, totalMillicores });
    }
    this.#setRates(namespace);
  }

  /** The labels decide who shares a load, so one pod more or less changes the rates of its neighbours. */
  #setRates(namespace: string): void {
    const loads = this.#loadsOf(namespace);
    const pods = [...this.#known.values()].filter(({ pod }) => pod.metadata.namespace === namespace);
    const share = new Map<Known, number>();
    for (const { selector, totalMillicores } of loads) {
      const sharers = pods.filter(({ pod }) => matchesSelector(selector, pod.metadata.labels ?? {}));
      sharers.forEach(known => share.set(known, totalMillicores / sharers.length));
    }
    for (const known of pods) {
      setRate(known, share.get(known), this.nowMs());
    }
  }

  #loadsOf(namespace: string): Load[] {
    return [...this.#loads.values()].filter(load => load.namespace === namespace);
  }

  #keep(pod: SimulatedPod): Known {
    const { namespace, name } = pod.metadata;
    const key = `${namespace}/${name}`;
    const before = this.#known.get(key);
    const known = { pod, usage: before && sameContainers(before.pod, pod) ? before.usage : startUsage(pod) };
    this.#known.set(key, known);
    this.#onNode(pod.spec.nodeName ?? '').set(key, known.usage);
    return known;
  }

  #onNode(node: string): Map<string, PodUsage> {
    const pods = this.#byNode.get(node) ?? new Map<string, PodUsage>();
    this.#byNode.set(node, pods);
    return pods;
  }
}

function isRunning({ metadata, spec, status }: SimulatedPod): boolean {
  return spec.nodeName !== undefined && status?.phase === 'Running' && metadata.deletionTimestamp === undefined;
}

/** Whether no container was started in between. */
function sameContainers(before: SimulatedPod, now: SimulatedPod): boolean {
  const starts = ({ status }: SimulatedPod) =>
    status?.containerStatuses?.map(container => [container.name, container.state?.running?.startedAt]);
  return before.metadata.uid === now.metadata.uid && JSON.stringify(starts(before)) === JSON.stringify(starts(now));
}

function startUsage({ metadata, spec, status }: SimulatedPod): PodUsage {
  const containers = spec.containers.flatMap((container): ContainerUsage[] => {
    const running = status?.containerStatuses?.find(s => s.name === container.name)?.state?.running;
    const startedAtMs = Date.parse(running?.startedAt ?? '');
    return running
      ? [{ name: container.name, startedAtMs, cpu: new CpuCounter(startedAtMs, 0), memoryBytes: 0 }]
      : [];
  });
  return { namespace: metadata.namespace, name: metadata.name, containers };
}

function setRate({ pod, usage }: Known, sharedMillicores: number | undefined, nowMs: number): void {
  for (const [index, container] of usage.containers.entries()) {
    const spec = pod.spec.containers.find(c => c.name === container.name);
    const wanted = (index === 0 ? sharedMillicores : undefined)
      ?? annotated(pod, cpuAnnotation, container.name, parseMillicores)
      ?? environment(spec, 'MILLICORES')
      ?? idleMillicores;
    const limit = spec?.resources?.limits?.['cpu'];
    container.cpu.setMillicores(limit === undefined ? wanted : Math.min(wanted, parseMillicores(limit)), nowMs);
    container.memoryBytes = annotated(pod, memoryAnnotation, container.name, parseQuantity)
      ?? baseMemoryBytes + (environment(spec, 'MEMORY_MIB') ?? 0) * 2 ** 20;
  }
}

function annotated(
  { metadata, spec }: SimulatedPod, annotation: string, container: string, parse: (text: string) => number,
): number | undefined {
  const text = metadata.annotations?.[annotation];
  if (text === undefined) {
    return undefined;
  }
  if (!text.includes('=')) {
    return parse(text) / spec.containers.length;
  }
  const entry = text.split(',').map(part => part.trim().split('=')).find(([name]) => name === container);
  return entry?.[1] === undefined ? undefined : parse(entry[1]);
}

function environment(container: PodContainer | undefined, name: string): number | undefined {
  const value = container?.env?.find(variable => variable.name === name)?.value;
  return value === undefined || Number.isNaN(Number(value)) ? undefined : Number(value);
}
