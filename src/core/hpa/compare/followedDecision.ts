import type { HorizontalPodAutoscaler, HorizontalPodAutoscalerStatus } from '../../kube/hpa.js';
import { timeNsOf } from '../../kube/time.js';
import type { ControllerConfig } from '../controllerConfig.js';
import { forget, noMemory, remember, type ControllerMemory } from '../controllerMemory.js';
import { decideReplicas, type Decided } from '../decision.js';
import type { HpaDecision } from '../hpaDecision.js';
import { hpaKey, type Observation } from '../observation.js';
import { storeScaleEvent } from '../scalingPolicies.js';
import type { Assumption } from './controllerSettings.js';
import { differenceReasons, type Difference } from './differenceReasons.js';
import { rewind } from './rewind.js';
import { hasSameSamples, isSameOutcome, theirWords, type Verdict } from './verdict.js';

/** What is known of an autoscaler that is followed: what its controller has to remember, and since when we saw it. */
export interface FollowedMemory {
  readonly memory: ControllerMemory;
  /** Everything since then is known. Unix time, ns. */
  readonly sinceNs: bigint;
  /** The newest observation. Unix time, ns. */
  readonly lastNs: bigint;
  /** Since when the controller has not written what we decide; absent: it has. Unix time, ns. */
  readonly waitingSinceNs: bigint | undefined;
  /** As last seen. */
  readonly hpa: HorizontalPodAutoscaler;
}

/** A decision of ours beside the controller's, and what it was made of. */
export interface ComparedDecision {
  readonly decision: HpaDecision;
  readonly verdict: Verdict;
  readonly observation: Observation;
  /** Before the pass. */
  readonly memoryBefore: ControllerMemory;
  readonly followed: FollowedMemory;
}

interface Controller {
  readonly config: ControllerConfig;
  readonly values: readonly Assumption[];
}

/** Twice the sync period, and some: after that the controller should have looked. */
const longestGapNs = 40_000_000_000n;

/**
 * Decides from a new observation, and compares with what the controller wrote. When its status is a new one, the
 * observation is first taken back to what the controller's pass saw.
 *
 * @param before what is known so far; absent: it is followed from now on
 */
export function compareDecision(
  { config, values }: Controller, before: FollowedMemory | undefined, observed: Observation,
): ComparedDecision {
  const isSameObject = before?.hpa.metadata.uid === observed.hpa.metadata.uid;
  const known = before && isSameObject ? before : undefined;
  const start = { memory: known?.memory ?? new Map(), sinceNs: sinceOf(known, observed.nowNs) };
  const isNewStatus = known !== undefined && !isSameStatus(known.hpa.status, observed.hpa.status);
  const observation = known && isNewStatus ? rewind(observed, known.hpa) : observed;
  const decided = decideReplicas(config, start.memory, observation);
  const { status } = observed.hpa;
  const isSteady = isSameOutcome(decided.decision, status)
    && (isNewStatus || hasSameSamples(decided.decision, status));
  const waitingSinceNs = isSteady || isNewStatus ? undefined : known?.waitingSinceNs ?? observed.nowNs;
  const isAwaited = waitingSinceNs !== undefined && observed.nowNs - waitingSinceNs <= longestGapNs;
  const difference = { config, assumptions: values, memory: start.memory, sinceNs: start.sinceNs, observation, status };
  return {
    decision: decided.decision,
    verdict: isSteady ? { kind: 'matches' } : isAwaited ? { kind: 'waiting' } : differing(decided.decision, difference),
    observation,
    memoryBefore: start.memory,
    followed: {
      memory: memoryAfter(decided, start.memory, { observed, observation, isNewStatus, isSteady }),
      sinceNs: start.sinceNs,
      lastNs: observed.nowNs,
      waitingSinceNs,
      hpa: observed.hpa,
    },
  };
}

/** Not the controller's: unless only its samples are, the number and the reasons being the same. */
function differing(decision: HpaDecision, difference: Difference): Verdict {
  return isSameOutcome(decision, difference.status) ? { kind: 'matches' } : {
    kind: 'differs', theirs: theirWords(decision, difference.status), reasons: differenceReasons(difference),
  };
}

/** Whether a status is as it was: the controller writes it only when something of it is new. */
export function isSameStatus(
  first: HorizontalPodAutoscalerStatus | undefined, second: HorizontalPodAutoscalerStatus | undefined,
): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

/** Nobody looked for a while: what happened then is not known, though what was known before remains true. */
function sinceOf(known: FollowedMemory | undefined, nowNs: bigint): bigint {
  return known && nowNs - known.lastNs <= longestGapNs ? known.sinceNs : nowNs;
}

interface Seen {
  readonly observed: Observation;
  readonly observation: Observation;
  readonly isNewStatus: boolean;
  readonly isSteady: boolean;
}

/**
 * What the controller remembers now. Scalings are taken from its status, never from a decision of ours that it may not
 * have made; of a decision that it has not confirmed, nothing is kept.
 */
function memoryAfter(
  decided: Decided, before: ControllerMemory, { observed, observation, isNewStatus, isSteady }: Seen,
): ControllerMemory {
  const { hpa: { status, spec: { behavior } } } = observed;
  const key = hpaKey(observed.hpa);
  const old = before.get(key) ?? noMemory;
  const made = decided.memory.get(key) ?? noMemory;
  const isKept = isNewStatus || isSteady || !before.has(key);
  const memory = { ...isKept ? made : old, scaleUpEvents: old.scaleUpEvents, scaleDownEvents: old.scaleDownEvents };
  const scaledNs = timeNsOf(status?.lastScaleTime);
  const change = (status?.desiredReplicas ?? 0) - (status?.currentReplicas ?? 0);
  const isScaled = isNewStatus && behavior && change !== 0
    && status?.lastScaleTime !== observation.hpa.status?.lastScaleTime;
  const rest = forget(before, key);
  if (!isScaled) {
    return remember(rest, key, memory);
  }
  return remember(rest, key, change > 0
    ? { ...memory, scaleUpEvents: storeScaleEvent(memory.scaleUpEvents, behavior.scaleUp, change, scaledNs) }
    : { ...memory, scaleDownEvents: storeScaleEvent(memory.scaleDownEvents, behavior.scaleDown, -change, scaledNs) });
}
