import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { ContainerStatus, Pod } from '../../../src/core/kube/pod.js';
import { formatRestarts, podStatus } from '../../../src/core/kube/podStatus.js';

type Status = NonNullable<Pod['status']>;

const running = (name: string, ready = true): ContainerStatus => ({ name, ready, state: { running: {} } });
const waiting = (name: string, reason: string): ContainerStatus => ({ name, state: { waiting: { reason } } });
const ended = (name: string, exitCode: number, reason?: string, signal = 0): ContainerStatus => ({
  name, state: { terminated: { exitCode, signal, ...(reason === undefined ? {} : { reason }) } },
});
const restarted = (status: ContainerStatus, restartCount: number, finishedAt?: string): ContainerStatus => ({
  ...status, restartCount, ...(finishedAt === undefined ? {} : { lastState: { terminated: { finishedAt } } }),
});
const is = (type: string, status = 'True', reason = ''): NonNullable<Status['conditions']>[number] =>
  ({ type, status, reason });

/** Two containers a and b, an init container i and a sidecar s where they are named. */
function pod(status: Status, change: { init?: string[]; metadata?: Partial<Pod['metadata']> } = {}): Pod {
  return {
    metadata: { name: 'web', ...change.metadata },
    spec: {
      containers: [{ name: 'a' }, { name: 'b' }],
      initContainers: (change.init ?? []).map(name => ({ name, ...(name === 's' ? { restartPolicy: 'Always' } : {}) })),
    },
    status: { phase: 'Running', ...status },
  };
}
const going = { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } };

describe('podStatus', () => {
  const cases: [name: string, pod: Pod, ready: string, status: string, restarts?: number][] = [
    ['all run', pod({ containerStatuses: [running('a'), running('b')] }), '2/2', 'Running'],
    ['one is not ready', pod({ containerStatuses: [running('a'), running('b', false)] }), '1/2', 'Running'],
    ['no status at all', { metadata: { name: 'x' } }, '0/0', ''],
    ['lists are null', { metadata: { name: 'x' }, spec: { containers: null, initContainers: null },
      status: { phase: 'Pending', conditions: null, containerStatuses: null, initContainerStatuses: null } },
    '0/0', 'Pending'],
    ['a reason of the pod beats the phase', pod({ phase: 'Failed', reason: 'Evicted' }), '0/2', 'Evicted'],
    ['gated', pod({ phase: 'Pending', conditions: [is('PodScheduled', 'False', 'SchedulingGated')] }), '0/2',
      'SchedulingGated'],
    ['a container waits', pod({ containerStatuses: [running('a'), waiting('b', 'CrashLoopBackOff')] }), '1/2',
      'CrashLoopBackOff'],
    ['two wait: the first speaks', pod({ containerStatuses: [waiting('a', 'ErrImagePull'),
      waiting('b', 'CrashLoopBackOff')] }), '0/2', 'ErrImagePull'],
    ['it waits without a reason', pod({ phase: 'Pending', containerStatuses: [waiting('a', '')] }), '0/2', 'Pending'],
    ['it ended with an error', pod({ containerStatuses: [ended('a', 1, 'Error')] }), '0/2', 'Error'],
    ['it ended by a signal', pod({ containerStatuses: [ended('a', 137, undefined, 9)] }), '0/2', 'Signal:9'],
    ['it ended without a reason', pod({ containerStatuses: [ended('a', 3)] }), '0/2', 'ExitCode:3'],
    ['one completed, the other runs and is Ready', pod({ containerStatuses: [ended('a', 0, 'Completed'), running('b')],
      conditions: [is('Ready')] }), '1/2', 'Running'],
    ['one completed, the other runs, not Ready', pod({ containerStatuses: [ended('a', 0, 'Completed'), running('b')] }),
      '1/2', 'NotReady'],
    ['one completed, the other failed', pod({
      containerStatuses: [ended('a', 0, 'Completed'), ended('b', 2, 'Error')],
    }), '0/2', 'Error'],
    ['all completed', pod({ phase: 'Succeeded', containerStatuses: [ended('a', 0, 'Completed')] }), '0/2', 'Completed'],
    ['it goes', pod({ containerStatuses: [running('a')] }, going), '1/2', 'Terminating'],
    ['it has ended and goes', pod({ phase: 'Failed', reason: 'Evicted' }, going), '0/2', 'Evicted'],
    ['it goes and its node is lost', pod({ reason: 'NodeLost' }, going), '0/2', 'Unknown'],
    ['restarts are summed', pod({ containerStatuses: [restarted(running('a'), 2), restarted(running('b'), 3)] }), '2/2',
      'Running', 5],

    ['an init container runs', pod({ phase: 'Pending', initContainerStatuses: [running('i', false)] },
      { init: ['i', 'j'] }), '0/2', 'Init:0/2'],
    ['the second init container runs', pod({ phase: 'Pending', initContainerStatuses: [ended('i', 0, 'Completed'),
      waiting('j', 'PodInitializing')] }, { init: ['i', 'j'] }), '0/2', 'Init:1/2'],
    ['an init container waits', pod({ initContainerStatuses: [waiting('i', 'ImagePullBackOff')] },
      { init: ['i'] }), '0/2', 'Init:ImagePullBackOff'],
    ['an init container failed', pod({ initContainerStatuses: [ended('i', 1, 'Error')] }, { init: ['i'] }), '0/2',
      'Init:Error'],
    ['an init container was killed', pod({ initContainerStatuses: [ended('i', 137, undefined, 9)] }, { init: ['i'] }),
      '0/2', 'Init:Signal:9'],
    ['an init container failed without a reason', pod({ initContainerStatuses: [ended('i', 4)] },
      { init: ['i'] }), '0/2', 'Init:ExitCode:4'],
    ['while it starts, restarts of init containers count', pod({
      initContainerStatuses: [restarted(waiting('i', 'X'), 4)],
      containerStatuses: [restarted(waiting('a', 'PodInitializing'), 1)] }, { init: ['i'] }), '0/2', 'Init:X', 4],
    ['afterwards they do not', pod({ initContainerStatuses: [restarted(ended('i', 0, 'Completed'), 4)],
      containerStatuses: [restarted(running('a'), 1)] }, { init: ['i'] }), '1/2', 'Running', 1],
    ['a sidecar counts as a container', pod({ initContainerStatuses: [{ ...restarted(running('s'), 2), started: true }],
      containerStatuses: [running('a'), running('b')] }, { init: ['s'] }), '3/3', 'Running', 2],
    ['a sidecar has not started', pod({ initContainerStatuses: [{ ...running('s', false), started: false }] },
      { init: ['s'] }), '0/3', 'Init:0/1'],
    ['a sidecar fails after the start', pod({ conditions: [is('Initialized')], initContainerStatuses: [
      waiting('s', 'CrashLoopBackOff')], containerStatuses: [running('a'), running('b')] }, { init: ['s'] }), '2/3',
    'Init:CrashLoopBackOff'],
  ];

  for (const [name, object, ready, status, restarts = 0] of cases) {
    it(name, () => {
      const printed = podStatus(object);
      assert.deepEqual([printed.ready, printed.status, printed.restarts], [ready, status, restarts]);
    });
  }
});

describe('formatRestarts', () => {
  const nowMs = Date.parse('2026-01-01T00:10:00Z');
  const text = (...statuses: ContainerStatus[]): string =>
    formatRestarts(podStatus(pod({ containerStatuses: statuses })), nowMs);

  it('none', () => assert.equal(text(running('a')), '0'));
  it('no status tells when', () => assert.equal(text(restarted(running('a'), 2)), '2'));
  it('the newest end counts', () => assert.equal(text(
    restarted(running('a'), 2, '2026-01-01T00:08:00Z'), restarted(running('b'), 1, '2026-01-01T00:01:00Z'),
  ), '3 (2m ago)'));
  it('the first second of Unix time is a time', () =>
    assert.match(text(restarted(running('a'), 1, '1970-01-01T00:00:00Z')), /^1 \(5\dy ago\)$/));
});
