/** What one simulated container uses, and since when it runs. */
export interface ContainerUsage {
  readonly name: string;
  readonly startedAtMs: number;
  readonly cpu: CpuCounter;
  memoryBytes: number;
}

/** One simulated pod on a node, as its kubelet knows it. */
export interface PodUsage {
  readonly namespace: string;
  readonly name: string;
  readonly containers: readonly ContainerUsage[];
}

/** What a node's kubelet reports: the pods, and what the machine needs for itself. */
export interface NodeUsage {
  readonly startedAtMs: number;
  /** CPU of the system outside the pods, in millicores. */
  readonly systemMillicores: number;
  readonly systemMemoryBytes: number;
  readonly pods: Iterable<PodUsage>;
  /**
   * How old a sample can be: a kubelet looks at each container once in this time, each at its own moment. 0: always
   * fresh.
   */
  readonly housekeepingMs: number;
}

interface Segment {
  readonly fromMs: number;
  readonly cpuNs: number;
  readonly millicores: number;
}

/**
 * Starting a container costs CPU before it does any work; a counter of exactly 0 would make metrics-server drop its
 * pod.
 */
const startCostNs = 15_000_000;

/** How far back {@link CpuCounter.atMs} can be asked; older rates are forgotten. */
const memoryMs = 60_000;

/** CPU time used by one container: a rate that can change at any moment, integrated over time. */
export class CpuCounter {
  #segments: Segment[];

  constructor(startedAtMs: number, millicores: number) {
    this.#segments = [{ fromMs: startedAtMs, cpuNs: startCostNs, millicores }];
  }

  /** The rate now, in millicores. */
  get millicores(): number {
    return this.#segments.at(-1)?.millicores ?? 0;
  }

  /** Changes the rate from `nowMs` on; what was used until then stays. */
  setMillicores(millicores: number, nowMs: number): void {
    if (millicores === this.millicores) {
      return;
    }
    const next = { fromMs: nowMs, cpuNs: this.atMs(nowMs), millicores };
    const kept = this.#segments.findLastIndex(s => s.fromMs <= nowMs - memoryMs);
    this.#segments = [...this.#segments.slice(Math.max(0, kept)), next];
  }

  /** Core-nanoseconds used at a moment of the last minute. Before the start: the start's own cost. */
  atMs(timeMs: number): number {
    const segment = this.#segments.findLast(s => s.fromMs <= timeMs) ?? this.#segments[0];
    if (!segment) {
      return 0;
    }
    // 1 millicore for 1 ms is 1000 core-nanoseconds.
    return Math.round(segment.cpuNs + segment.millicores * Math.max(0, timeMs - segment.fromMs) * 1000);
  }
}

/**
 * When the newest sample of one container was taken: at its own phase of the housekeeping period.
 *
 * @param key what makes the phase differ from that of the neighbours
 */
export function sampleTimeMs(nowMs: number, housekeepingMs: number, key: string, startedAtMs: number): number {
  if (housekeepingMs <= 0) {
    return nowMs;
  }
  const phaseMs = hash(key) % housekeepingMs;
  const sampledMs = Math.floor((nowMs - phaseMs) / housekeepingMs) * housekeepingMs + phaseMs;
  // Until the first housekeeping a kubelet asks the runtime, which answers for this very moment.
  return sampledMs <= startedAtMs ? nowMs : sampledMs;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) {
    value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value;
}
