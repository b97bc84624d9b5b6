import { elementsOf, stringAt, valueAt, type JsonValue } from './jsonValue.js';
import { objectPath } from './objectRef.js';
import { formatQuery, type Query } from './query.js';

/** The log of a pod, or of one of its containers. Plain data. */
export interface PodLogRef {
  readonly namespace: string;
  readonly name: string;
  /** Absent: the pod has one, or the user chooses. */
  readonly container?: string;
  /** Of the container before its last restart. Absent: the user chooses where there was a restart. */
  readonly previous?: boolean;
}

/** A container that has a log. */
export interface LoggedContainer {
  readonly name: string;
  readonly kind: 'container' | 'initContainer' | 'ephemeralContainer';
  readonly restartCount: number;
}

/** How much of a log is read. */
export const logLimits = { lines: 500, bytes: 1024 * 1024 } as const;

/** The path of the last lines of a log. It is never followed. */
export function podLogPath({ namespace, name, container, previous }: PodLogRef): string {
  const query: Query = [
    ...(container === undefined ? [] : [['container', container] as const]),
    ...(previous ? [['previous', 'true'] as const] : []),
    ['tailLines', String(logLimits.lines)],
    ['limitBytes', String(logLimits.bytes)],
  ];
  return `${podPath({ namespace, name })}/log${formatQuery(query)}`;
}

/** The path of a pod. */
export function podPath({ namespace, name }: Pick<PodLogRef, 'namespace' | 'name'>): string {
  return objectPath({ apiVersion: 'v1', plural: 'pods', kind: 'Pod', namespace, name });
}

/** The containers of a pod as kubectl lists them: the pod's own first, then those for debugging, then those before. */
export function loggedContainers(pod: JsonValue): readonly LoggedContainer[] {
  return [
    ...containersOf(pod, 'containers', 'container'),
    ...containersOf(pod, 'ephemeralContainers', 'ephemeralContainer'),
    ...containersOf(pod, 'initContainers', 'initContainer'),
  ];
}

function containersOf(pod: JsonValue, field: string, kind: LoggedContainer['kind']): LoggedContainer[] {
  const statuses = elementsOf(valueAt(valueAt(pod, 'status'), `${kind}Statuses`));
  return elementsOf(valueAt(valueAt(pod, 'spec'), field)).map(container => {
    const name = stringAt(container, 'name') ?? '';
    const count = valueAt(statuses.find(status => stringAt(status, 'name') === name), 'restartCount');
    return { name, kind, restartCount: typeof count === 'number' ? count : 0 };
  });
}
