import { truncateToInt32 } from '../kube/goFloat.js';
import type { HorizontalPodAutoscalerBehavior } from '../kube/hpa.js';
import type { LimitStep } from './decisionSteps.js';
import type { Pass } from './pass.js';
import { scaleDownLimit, scaleUpLimit, type RateLimit } from './scalingPolicies.js';
import { stabilizeBothWays, stabilizeDown, type Stabilized } from './stabilization.js';

const nsPerSecond = 1_000_000_000n;
/** Without a behavior the scale may double, or grow to four replicas. */
const defaultUpFactor = 2;
const defaultUpMinimum = 4;

interface Windows {
  readonly upNs: bigint;
  readonly downNs: bigint;
}

interface Proposal {
  readonly currentReplicas: number;
  readonly proposedReplicas: number;
}

/**
 * What the proposal of the metrics becomes: stabilized first, then limited by rate, minimum and maximum.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `normalizeDesiredReplicas`,
 *   `normalizeDesiredReplicasWithBehaviors`
 */
export function normalize(pass: Pass, proposal: Proposal): number {
  const stabilized = stabilize(pass, proposal);
  const limit = limitOf(pass, proposal.currentReplicas, stabilized);
  pass.steps.push(limit);
  pass.setCondition(
    'ScalingLimited', limit.replicas === stabilized ? 'False' : 'True', limit.reason, limitMessages[limit.reason],
  );
  return limit.replicas;
}

function stabilize(pass: Pass, { currentReplicas, proposedReplicas }: Proposal): number {
  const { hpa: { spec: { behavior } }, config: { downscaleStabilizationNs }, nowNs } = pass;
  const input = { desiredReplicas: proposedReplicas, recommendations: pass.memory.recommendations, nowNs };
  const windows = windowsOf(behavior, downscaleStabilizationNs);
  const stabilized = behavior
    ? stabilizeBothWays(input, currentReplicas, windows)
    : stabilizeDown(input, downscaleStabilizationNs);

  pass.memory = { ...pass.memory, recommendations: stabilized.recommendations };
  pass.steps.push({
    kind: 'stabilize',
    proposedReplicas,
    replicas: stabilized.replicas,
    heldBy: stabilized.heldBy,
    heldUntilNs: heldUntil(stabilized, proposedReplicas, windows),
    upWindowNs: windows.upNs,
    downWindowNs: windows.downNs,
  });
  sayStabilized(pass, stabilized, { currentReplicas, proposedReplicas });
  return stabilized.replicas;
}

/** With a behavior the reason follows the proposal, not which recommendation held it. */
function sayStabilized(pass: Pass, { replicas }: Stabilized, { currentReplicas, proposedReplicas }: Proposal): void {
  if (replicas === proposedReplicas) {
    pass.setCondition('AbleToScale', 'True', 'ReadyForNewScale', 'recommended size matches current size');
  } else if (pass.hpa.spec.behavior && proposedReplicas >= currentReplicas) {
    pass.setCondition('AbleToScale', 'True', 'ScaleUpStabilized',
      'recent recommendations were lower than current one, applying the lowest recent recommendation');
  } else {
    pass.setCondition('AbleToScale', 'True', 'ScaleDownStabilized',
      'recent recommendations were higher than current one, applying the highest recent recommendation');
  }
}

function heldUntil(
  { heldBy, replicas }: Stabilized, proposedReplicas: number, windows: Windows,
): bigint | undefined {
  return heldBy && heldBy.timestampNs + (replicas > proposedReplicas ? windows.downNs : windows.upNs);
}

function windowsOf(behavior: HorizontalPodAutoscalerBehavior | null | undefined, defaultDownNs: bigint): Windows {
  if (!behavior) {
    return { upNs: 0n, downNs: defaultDownNs };
  }
  const up = behavior.scaleUp?.stabilizationWindowSeconds ?? 0;
  const down = behavior.scaleDown?.stabilizationWindowSeconds;
  return {
    upNs: BigInt(up) * nsPerSecond,
    // the flag passes through whole seconds here
    downNs: (down === undefined || down === null ? defaultDownNs / nsPerSecond : BigInt(down)) * nsPerSecond,
  };
}

const limitMessages = {
  DesiredWithinRange: 'the desired count is within the acceptable range',
  TooFewReplicas: 'the desired replica count is less than the minimum replica count',
  TooManyReplicas: 'the desired replica count is more than the maximum replica count',
  ScaleUpLimit: 'the desired replica count is increasing faster than the maximum scale rate',
  ScaleDownLimit: 'the desired replica count is decreasing faster than the maximum scale rate',
} as const;

function limitOf(pass: Pass, currentReplicas: number, stabilizedReplicas: number): LimitStep & {
  readonly reason: keyof typeof limitMessages;
} {
  const { minReplicas, hpa: { spec: { behavior, maxReplicas } } } = pass;
  const shared = { kind: 'limit', stabilizedReplicas, minReplicas, maxReplicas } as const;
  if (!behavior) {
    const most = truncateToInt32(Math.max(defaultUpFactor * currentReplicas, defaultUpMinimum));
    const limited = withinRules(stabilizedReplicas, { minReplicas, maxReplicas, most });
    return { ...shared, ...limited, rate: { direction: 'upOnly', replicas: most } };
  }
  const rate = rateOf(pass, behavior, currentReplicas, stabilizedReplicas);
  return { ...shared, ...withinRate(stabilizedReplicas, { minReplicas, maxReplicas, currentReplicas, rate }), rate };
}

interface Limited {
  readonly replicas: number;
  readonly reason: keyof typeof limitMessages;
}

/** @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `convertDesiredReplicasWithRules` */
function withinRules(
  desired: number,
  { minReplicas, maxReplicas, most }: {
    readonly minReplicas: number; readonly maxReplicas: number; readonly most: number;
  },
): Limited {
  if (desired < minReplicas) {
    return { replicas: minReplicas, reason: 'TooFewReplicas' };
  }
  if (desired > Math.min(maxReplicas, most)) {
    return maxReplicas > most
      ? { replicas: most, reason: 'ScaleUpLimit' }
      : { replicas: maxReplicas, reason: 'TooManyReplicas' };
  }
  return { replicas: desired, reason: 'DesiredWithinRange' };
}

function rateOf(
  { memory, nowNs }: Pass, { scaleUp, scaleDown }: HorizontalPodAutoscalerBehavior, current: number, desired: number,
): RateLimit | undefined {
  const shared = {
    currentReplicas: current, nowNs, events: { up: memory.scaleUpEvents, down: memory.scaleDownEvents },
  };
  if (desired > current) {
    return scaleUpLimit({ ...shared, rules: scaleUp ?? {} });
  }
  return desired < current ? scaleDownLimit({ ...shared, rules: scaleDown ?? {} }) : undefined;
}

/** @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `convertDesiredReplicasWithBehaviorRate` */
function withinRate(
  desired: number,
  { minReplicas, maxReplicas, currentReplicas, rate }: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly currentReplicas: number;
    readonly rate: RateLimit | undefined;
  },
): Limited {
  if (rate?.direction === 'up') {
    const most = Math.max(rate.replicas, currentReplicas);
    if (desired > Math.min(maxReplicas, most)) {
      return maxReplicas > most
        ? { replicas: most, reason: 'ScaleUpLimit' }
        : { replicas: maxReplicas, reason: 'TooManyReplicas' };
    }
  } else if (rate) {
    const fewest = Math.min(rate.replicas, currentReplicas);
    if (desired < Math.max(minReplicas, fewest)) {
      return minReplicas < fewest
        ? { replicas: fewest, reason: 'ScaleDownLimit' }
        : { replicas: minReplicas, reason: 'TooFewReplicas' };
    }
  }
  return { replicas: desired, reason: 'DesiredWithinRange' };
}
