import { t } from '../../base/l10n.js';
import type { ContainerStatus, Pod } from '../kube/pod.js';
import { isTrue, podStatus, type PodStatus } from '../kube/podStatus.js';

/** A pod behind a Service of the pipeline. */
export interface PipelinePod extends PodStatus {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly creationTimestamp: string | undefined;
  /** Whether its Ready condition is True. */
  readonly isReady: boolean;
  /** What the status says about a pod that is not well, the most telling first; each is the cluster's own text. */
  readonly words: readonly string[];
}

/** Reads a pod. */
export function pipelinePod(pod: Pod): PipelinePod {
  const namespace = pod.metadata.namespace ?? '';
  return {
    id: `${namespace}/${pod.metadata.name}`,
    namespace,
    name: pod.metadata.name,
    creationTimestamp: pod.metadata.creationTimestamp ?? undefined,
    isReady: isTrue(pod, 'Ready'),
    words: wordsOf(pod),
    ...podStatus(pod),
  };
}

function wordsOf({ status }: Pod): string[] {
  const containers = [...status?.initContainerStatuses ?? [], ...status?.containerStatuses ?? []];
  const conditions = (status?.conditions ?? [])
    .filter(({ type, status: is }) => (type === 'Ready' || type === 'PodScheduled') && is !== 'True')
    .map(({ reason, message }) => joined(reason, message));
  const words = [
    ...containers.map(waitingWords),
    ...containers.map(({ name, state }) => endWords(name, state)),
    ...containers.map(({ name, lastState }) => endWords(name, lastState)),
    ...conditions,
    joined(status?.reason, status?.message),
  ];
  return [...new Set(words.filter(text => text !== ''))];
}

function waitingWords({ name, state }: ContainerStatus): string {
  const { reason, message } = state?.waiting ?? {};
  return reason || message ? `${name}: ${joined(reason, message)}` : '';
}

/** How a container ended; one that ended as it should needs no word. */
function endWords(name: string, state: ContainerStatus['state']): string {
  const { exitCode = 0, signal, reason, message } = state?.terminated ?? {};
  if (exitCode === 0) {
    return '';
  }
  const code = signal ? t('signal {0}', signal) : t('exit code {0}', exitCode);
  return `${name}: ${joined(reason ? `${reason}, ${code}` : code, message?.trim())}`;
}

function joined(reason: string | undefined, message: string | undefined): string {
  return [reason, message].filter(Boolean).join(': ');
}
