import { humanDuration } from './age.js';
import type { ContainerEnd, ContainerStatus, Pod, PodContainer } from './pod.js';

/** A pod in the columns of `kubectl get pods`. */
export interface PodStatus {
  /** READY: `1/2`. */
  readonly ready: string;
  /** STATUS: `Running`, `CrashLoopBackOff`, `Init:0/1`. */
  readonly status: string;
  readonly restarts: number;
  /** When the newest of the ends that the restarts followed was, Unix time; absent when no status tells. */
  readonly restartedAtMs: number | undefined;
}

/** What was counted of some containers. */
interface Count {
  readonly ready: number;
  readonly restarts: number;
  readonly restartedAtMs: number;
}

/** Init containers in their order, up to the first that has not done its part. */
interface Initialization extends Count {
  /** The restarts of sidecars alone: the others no longer count once the pod has started. */
  readonly sidecars: Count;
  /** Absent: all have done their part. */
  readonly waitsFor: string | undefined;
}

const NEVER = -Infinity;
const NOTHING: Count = { ready: 0, restarts: 0, restartedAtMs: NEVER };

/**
 * What kubectl prints of a pod.
 *
 * @see kubernetes pkg/printers/internalversion/printers.go, `printPod`
 */
export function podStatus(pod: Pod): PodStatus {
  const sidecars = (pod.spec?.initContainers ?? []).filter(isSidecar);
  const total = (pod.spec?.containers ?? []).length + sidecars.length;
  const init = initialization(pod);
  const isInitializing = init.waitsFor !== undefined && !isTrue(pod, 'Initialized');
  const main = isInitializing ? undefined : mainContainers(pod, init.waitsFor ?? phaseWord(pod));
  const counted = main ? add(init.sidecars, main) : init;
  return {
    ready: `${init.ready + (main?.ready ?? 0)}/${total}`,
    status: deletionWord(pod) ?? main?.word ?? init.waitsFor ?? phaseWord(pod),
    restarts: counted.restarts,
    restartedAtMs: counted.restartedAtMs === NEVER ? undefined : counted.restartedAtMs,
  };
}

/** The column RESTARTS: `0`, `3 (2m ago)`. */
export function formatRestarts(
  { restarts, restartedAtMs }: Pick<PodStatus, 'restarts' | 'restartedAtMs'>,
  nowMs: number,
): string {
  return restarts === 0 || restartedAtMs === undefined
    ? String(restarts)
    : `${restarts} (${humanDuration(nowMs - restartedAtMs)} ago)`;
}

/** Whether a condition of the pod is True. */
export function isTrue({ status }: Pod, type: string): boolean {
  return (status?.conditions ?? []).some(condition => condition.type === type && condition.status === 'True');
}

function phaseWord({ status }: Pod): string {
  const isGated = (status?.conditions ?? [])
    .some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated');
  return isGated ? 'SchedulingGated' : status?.reason || status?.phase || '';
}

/** A pod that is going is Terminating, unless it has ended already or its node is lost. */
function deletionWord({ metadata, status }: Pod): string | undefined {
  if (!metadata.deletionTimestamp) {
    return undefined;
  }
  if (status?.reason === 'NodeLost') {
    return 'Unknown';
  }
  return status?.phase === 'Failed' || status?.phase === 'Succeeded' ? undefined : 'Terminating';
}

function initialization({ spec, status }: Pod): Initialization {
  const specs = spec?.initContainers ?? [];
  let all = NOTHING;
  let sidecars = NOTHING;
  for (const [index, container] of (status?.initContainerStatuses ?? []).entries()) {
    const ofSidecar = specs.some(candidate => candidate.name === container.name && isSidecar(candidate));
    const count = countOf(container);
    all = add(all, count);
    sidecars = ofSidecar ? add(sidecars, count) : sidecars;
    if (container.state?.terminated && !container.state.terminated.exitCode) {
      continue;
    }
    if (ofSidecar && container.started === true) {
      all = container.ready ? { ...all, ready: all.ready + 1 } : all;
      continue;
    }
    return { ...all, sidecars, waitsFor: initWord(container, index, specs.length) };
  }
  return { ...all, sidecars, waitsFor: undefined };
}

function initWord({ state }: ContainerStatus, index: number, total: number): string {
  if (state?.terminated) {
    return `Init:${endWord(state.terminated)}`;
  }
  const waiting = state?.waiting?.reason;
  return waiting && waiting !== 'PodInitializing' ? `Init:${waiting}` : `Init:${index}/${total}`;
}

/** Of several containers the first speaks, unless it only completed. */
function mainContainers(pod: Pod, before: string): Count & { readonly word: string } {
  let word = before;
  let errorWord = '';
  let count = NOTHING;
  for (const container of [...pod.status?.containerStatuses ?? []].reverse()) {
    const { waiting, terminated, running } = container.state ?? {};
    count = add(count, countOf(container));
    if (waiting?.reason) {
      word = waiting.reason;
    } else if (terminated) {
      word = endWord(terminated);
      errorWord = terminated.exitCode ? word : errorWord;
    } else if (container.ready && running) {
      count = { ...count, ready: count.ready + 1 };
    }
  }
  return { ...count, word: word === 'Completed' ? completedWord(pod, count.ready > 0, errorWord) : word };
}

function completedWord(pod: Pod, hasRunning: boolean, errorWord: string): string {
  if (hasRunning && isTrue(pod, 'Ready')) {
    return 'Running';
  }
  return errorWord || (hasRunning ? 'NotReady' : 'Completed');
}

function endWord({ reason, signal, exitCode }: ContainerEnd): string {
  return reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode ?? 0}`);
}

function countOf({ restartCount = 0, lastState }: ContainerStatus): Count {
  const endedAtMs = Date.parse(lastState?.terminated?.finishedAt ?? '');
  return { ready: 0, restarts: restartCount, restartedAtMs: Number.isNaN(endedAtMs) ? NEVER : endedAtMs };
}

function add(a: Count, b: Count): Count {
  return {
    ready: a.ready + b.ready,
    restarts: a.restarts + b.restarts,
    restartedAtMs: Math.max(a.restartedAtMs, b.restartedAtMs),
  };
}

function isSidecar({ restartPolicy }: PodContainer): boolean {
  return restartPolicy === 'Always';
}
