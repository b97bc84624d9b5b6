import type { HorizontalPodAutoscaler, HorizontalPodAutoscalerStatus, HpaCondition } from '../kube/hpa.js';
import { formatMetric, formatReference, formatTargets } from './targets.js';

/**
 * The first answer about an autoscaler, from its status alone:
 * - `failing`: it cannot scale (AbleToScale or ScalingActive is False for another reason than zero replicas)
 * - `limited`: it wants more, or less, than it may have
 * - `scaling`: current and desired differ
 * - `stabilized`: an earlier recommendation holds it where it is
 * - `disabled`: the target has zero replicas, so nothing is computed
 * - `pending`: the controller has not looked yet
 */
export type AutoscalerState = 'steady' | 'scaling' | 'stabilized' | 'limited' | 'failing' | 'disabled' | 'pending';

/** One autoscaler as the list shows it: texts as kubectl prints them, plain data. */
export interface AutoscalerRow {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  /** `Deployment/web`. */
  readonly reference: string;
  readonly currentReplicas: number;
  readonly desiredReplicas: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** The column TARGETS. */
  readonly targets: string;
  /** Each metric of the spec, in its order. */
  readonly metrics: readonly { readonly source: string; readonly text: string }[];
  readonly conditions: readonly HpaCondition[];
  readonly state: AutoscalerState;
  /** What explains the state, in the controller's words: the condition's reason and message. */
  readonly because: { readonly reason: string; readonly message: string } | undefined;
}

/** Reads an autoscaler. Without a status it has 0 replicas, as kubectl prints it, and is `pending`. */
export function autoscalerRow({ metadata, spec, status }: HorizontalPodAutoscaler): AutoscalerRow {
  const namespace = metadata.namespace ?? '';
  const currentReplicas = status?.currentReplicas ?? 0;
  const desiredReplicas = status?.desiredReplicas ?? 0;
  const conditions = status?.conditions ?? [];
  const decisive = decisiveCondition(conditions);
  return {
    id: `${namespace}/${metadata.name}`,
    namespace,
    name: metadata.name,
    reference: formatReference(spec.scaleTargetRef),
    currentReplicas,
    desiredReplicas,
    minReplicas: spec.minReplicas ?? 1,
    maxReplicas: spec.maxReplicas,
    targets: formatTargets(spec.metrics, status?.currentMetrics),
    metrics: (spec.metrics ?? []).map((metric, index) => ({
      source: metric.type,
      text: formatMetric(metric, status?.currentMetrics?.[index]),
    })),
    conditions,
    state: stateOf(status, decisive?.state),
    because: decisive && {
      reason: decisive.condition.reason ?? decisive.condition.type,
      message: decisive.condition.message ?? '',
    },
  };
}

function stateOf(
  status: HorizontalPodAutoscalerStatus | undefined,
  decisive: AutoscalerState | undefined,
): AutoscalerState {
  if (!status?.conditions?.length) {
    return 'pending';
  }
  return decisive ?? ((status.currentReplicas ?? 0) === (status.desiredReplicas ?? 0) ? 'steady' : 'scaling');
}

/** The condition that tells the state, a cause before its symptoms; none when all is as it should be. */
function decisiveCondition(
  conditions: readonly HpaCondition[],
): { readonly state: AutoscalerState; readonly condition: HpaCondition } | undefined {
  const of = (type: string): HpaCondition | undefined => conditions.find(condition => condition.type === type);
  const [able, active, limited] = [of('AbleToScale'), of('ScalingActive'), of('ScalingLimited')];
  if (able?.status === 'False') {
    return { state: 'failing', condition: able };
  }
  if (active?.status === 'False') {
    return { state: active.reason === 'ScalingDisabled' ? 'disabled' : 'failing', condition: active };
  }
  if (limited?.status === 'True') {
    return { state: 'limited', condition: limited };
  }
  return able?.reason?.endsWith('Stabilized') ? { state: 'stabilized', condition: able } : undefined;
}
