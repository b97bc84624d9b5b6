import type { Recommendation } from './controllerMemory.js';

/** What a proposal becomes once the recent past is heard. */
export interface Stabilized {
  readonly replicas: number;
  /** The remembered recommendation that the result is held by; absent when the proposal stands as it is. */
  readonly heldBy: Recommendation | undefined;
  /** The recommendations as the controller keeps them from now on. */
  readonly recommendations: readonly Recommendation[];
}

interface StabilizationInput {
  readonly desiredReplicas: number;
  readonly recommendations: readonly Recommendation[];
  /** Unix time, ns. */
  readonly nowNs: bigint;
}

/**
 * Without `spec.behavior`: the highest recommendation that is not older than the window.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `stabilizeRecommendation`
 */
export function stabilizeDown(
  { desiredReplicas, recommendations, nowNs }: StabilizationInput, windowNs: bigint,
): Stabilized {
  const cutoffNs = nowNs - windowNs;
  let heldBy: Recommendation | undefined;
  let replaced = -1;
  recommendations.forEach((recommendation, index) => {
    if (recommendation.timestampNs < cutoffNs) {
      replaced = index;
    } else if (recommendation.replicas > (heldBy?.replicas ?? desiredReplicas)) {
      heldBy = recommendation;
    }
  });
  return {
    replicas: heldBy?.replicas ?? desiredReplicas,
    heldBy,
    recommendations: stored(recommendations, replaced, { replicas: desiredReplicas, timestampNs: nowNs }),
  };
}

/**
 * With `spec.behavior`: the current replicas, raised to the lowest recommendation of the window for scaling up and
 * lowered to the highest one of the window for scaling down.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `stabilizeRecommendationWithBehaviors`
 */
export function stabilizeBothWays(
  { desiredReplicas, recommendations, nowNs }: StabilizationInput,
  currentReplicas: number,
  windows: { readonly upNs: bigint; readonly downNs: bigint },
): Stabilized {
  const upCutoffNs = nowNs - windows.upNs;
  const downCutoffNs = nowNs - windows.downNs;
  let lowest: Recommendation = { replicas: desiredReplicas, timestampNs: nowNs };
  let highest = lowest;
  let replaced = -1;
  recommendations.forEach((recommendation, index) => {
    const { replicas, timestampNs } = recommendation;
    if (timestampNs > upCutoffNs && replicas < lowest.replicas) {
      lowest = recommendation;
    }
    if (timestampNs > downCutoffNs && replicas > highest.replicas) {
      highest = recommendation;
    }
    if (timestampNs < upCutoffNs && timestampNs < downCutoffNs) {
      replaced = index;
    }
  });

  const raised = Math.max(currentReplicas, lowest.replicas);
  const replicas = Math.min(raised, highest.replicas);
  return {
    replicas,
    heldBy: replicas === desiredReplicas ? undefined : replicas > desiredReplicas ? highest : lowest,
    recommendations: stored(recommendations, replaced, { replicas: desiredReplicas, timestampNs: nowNs }),
  };
}

/** A new recommendation takes the place of the last old one, so that the list does not grow. */
function stored(
  recommendations: readonly Recommendation[], replaced: number, added: Recommendation,
): readonly Recommendation[] {
  return replaced < 0 ? [...recommendations, added] : recommendations.with(replaced, added);
}
