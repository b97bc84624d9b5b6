import type { Pod, PodCondition } from '../kube/pod.js';
import { timeNsOf } from '../kube/time.js';
import type { ControllerConfig } from './controllerConfig.js';
import type { PodSamples, PodSample } from './requests/metricsClient.js';

/** What becomes of a pod in the arithmetic of one metric. */
export type PodGroup = 'ready' | 'unready' | 'missing' | 'ignored';

/**
 * The rule that put a pod into its group:
 * `deleted`, `failed` → ignored; `pending` → unready; `noSample` → missing; then, for cpu only, `notStarted` (no Ready
 * condition, or no start time), `youngNotReady`, `sampleTooEarly`, `neverReady` → unready; `counted` → ready.
 */
export type PodRule =
  | 'deleted' | 'failed' | 'pending' | 'noSample'
  | 'notStarted' | 'youngNotReady' | 'sampleTooEarly' | 'neverReady' | 'counted';

/** A pod, its group, and the two times that decided it where two times did. */
export interface GroupedPod {
  readonly pod: Pod;
  readonly group: PodGroup;
  readonly rule: PodRule;
  /** Absent: the metrics API has none for this pod. */
  readonly sample: PodSample | undefined;
  readonly deciding: DecidingTimes | undefined;
}

/** Two moments, Unix time in ns, of which the earlier one and the later one decide. */
export interface DecidingTimes {
  /** `initializationEnd`: start + CPU initialization period; `readinessDelayEnd`: start + initial readiness delay;
   *  `sample`: when the sample was taken. */
  readonly first: { readonly what: 'initializationEnd' | 'readinessDelayEnd' | 'sample'; readonly ns: bigint };
  /** `now`; `readyChange`: the last change of the Ready condition; `firstUsableSample`: that change + the window. */
  readonly second: { readonly what: 'now' | 'readyChange' | 'firstUsableSample'; readonly ns: bigint };
}

const groupOfRule: Readonly<Record<PodRule, PodGroup>> = {
  deleted: 'ignored', failed: 'ignored', pending: 'unready', noSample: 'missing', notStarted: 'unready',
  youngNotReady: 'unready', sampleTooEarly: 'unready', neverReady: 'unready', counted: 'ready',
};

/**
 * Sorts the pods of a target by whether, and how, their samples count.
 *
 * @param resource `cpu` also looks at readiness; anything else, or nothing for a custom metric, does not
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/replica_calculator.go, `groupPods`
 */
export function groupPods(
  pods: readonly Pod[],
  samples: PodSamples,
  resource: string | undefined,
  { config, nowNs }: { readonly config: ControllerConfig; readonly nowNs: bigint },
): GroupedPod[] {
  return pods.map(pod => {
    const sample = samples.get(pod.metadata.name);
    const { rule, deciding } = ruleOf(pod, sample, resource, { config, nowNs });
    return { pod, group: groupOfRule[rule], rule, sample, deciding };
  });
}

interface Ruling {
  readonly rule: PodRule;
  readonly deciding?: DecidingTimes | undefined;
}

function ruleOf(
  { metadata, status }: Pod,
  sample: PodSample | undefined,
  resource: string | undefined,
  clock: { readonly config: ControllerConfig; readonly nowNs: bigint },
): Ruling {
  if (metadata.deletionTimestamp !== undefined && metadata.deletionTimestamp !== null) {
    return { rule: 'deleted' };
  }
  if (status?.phase === 'Failed') {
    return { rule: 'failed' };
  }
  if (status?.phase === 'Pending') {
    return { rule: 'pending' };
  }
  if (!sample) {
    return { rule: 'noSample' };
  }
  if (resource !== 'cpu') {
    return { rule: 'counted' };
  }
  const ready = (status?.conditions ?? []).find(({ type }) => type === 'Ready');
  return ready && status?.startTime
    ? readinessRule(ready, timeNsOf(status.startTime), sample, clock)
    : { rule: 'notStarted' };
}

function readinessRule(
  ready: PodCondition,
  startNs: bigint,
  sample: PodSample,
  { config, nowNs }: { readonly config: ControllerConfig; readonly nowNs: bigint },
): Ruling {
  const changeNs = timeNsOf(ready.lastTransitionTime);
  const initializationEnd = startNs + config.cpuInitializationPeriodNs;
  if (initializationEnd > nowNs) {
    if (ready.status === 'False') {
      return { rule: 'youngNotReady', deciding: times('initializationEnd', initializationEnd, 'now', nowNs) };
    }
    const firstUsable = changeNs + sample.windowNs;
    const deciding = times('sample', sample.timestampNs, 'firstUsableSample', firstUsable);
    return { rule: sample.timestampNs < firstUsable ? 'sampleTooEarly' : 'counted', deciding };
  }
  if (ready.status !== 'False') {
    return { rule: 'counted', deciding: times('initializationEnd', initializationEnd, 'now', nowNs) };
  }
  const delayEnd = startNs + config.initialReadinessDelayNs;
  const deciding = times('readinessDelayEnd', delayEnd, 'readyChange', changeNs);
  return { rule: delayEnd > changeNs ? 'neverReady' : 'counted', deciding };
}

function times(
  first: DecidingTimes['first']['what'], firstNs: bigint,
  second: DecidingTimes['second']['what'], secondNs: bigint,
): DecidingTimes {
  return { first: { what: first, ns: firstNs }, second: { what: second, ns: secondNs } };
}
