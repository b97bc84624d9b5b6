import type {
  CrossVersionObjectReference, HorizontalPodAutoscaler, HorizontalPodAutoscalerStatus, HpaCondition,
} from '../kube/hpa.js';
import { autoscalerMetrics, type AutoscalerMetric } from './autoscalerMetric.js';
import { scalingBehavior, type ScalingBehavior } from './scalingBehavior.js';
import { formatReference, formatTargets } from './targets.js';

/**
 * The first answer about an autoscaler, from its status alone:
 * - `failing`: it cannot scale (AbleToScale or ScalingActive is False for another reason than zero replicas)
 * - `limited`: it wants more than maxReplicas
 * - `scaling`: current and desired differ, or a rate policy slows it down
 * - `stabilized`: an earlier recommendation holds it where it is
 * - `zero`: it scaled its target to zero
 * - `disabled`: the target has zero replicas for another reason, so nothing is computed
 * - `pending`: the controller has not looked yet
 * - `steady`: none of these; wanting fewer than minReplicas is how an idle workload looks
 */
export type AutoscalerState =
  | 'steady' | 'scaling' | 'stabilized' | 'limited' | 'failing' | 'zero' | 'disabled' | 'pending';

/** One autoscaler as the list shows it: texts as kubectl prints them, plain data. */
export interface AutoscalerRow {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  /** Tells it from an earlier one of the same name; empty on a manifest. */
  readonly uid: string;
  /** What it scales. */
  readonly target: CrossVersionObjectReference;
  /** `Deployment/web`. */
  readonly reference: string;
  readonly currentReplicas: number;
  /** Absent: nobody has computed it yet. (The status then says 0, which is not a wish.) */
  readonly desiredReplicas: number | undefined;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** The column TARGETS: kubectl's string, in which a current is the one at the metric's index, whatever it is of. */
  readonly targets: string;
  /** Each metric of the spec, in its order, with the part of the status that is really about it. */
  readonly metrics: readonly AutoscalerMetric[];
  readonly conditions: readonly HpaCondition[];
  /** Absent: the spec has none, and the controller goes by older rules. */
  readonly behavior: ScalingBehavior | undefined;
  /** RFC 3339; absent: it has not scaled yet, as far as the status tells. */
  readonly lastScaleTime: string | undefined;
  readonly state: AutoscalerState;
  /** What explains the state, in the controller's words: the condition's reason and message. */
  readonly because: { readonly reason: string; readonly message: string } | undefined;
}

/** Reads an autoscaler. Without a status it has 0 replicas, as kubectl prints it, and is `pending`. */
export function autoscalerRow({ metadata, spec, status }: HorizontalPodAutoscaler): AutoscalerRow {
  const namespace = metadata.namespace ?? '';
  const currentReplicas = status?.currentReplicas ?? 0;
  const conditions = status?.conditions ?? [];
  const decisive = decisiveCondition(conditions);
  return {
    id: `${namespace}/${metadata.name}`,
    namespace,
    name: metadata.name,
    uid: metadata.uid ?? '',
    target: spec.scaleTargetRef,
    reference: formatReference(spec.scaleTargetRef),
    currentReplicas,
    desiredReplicas: desiredOf(status),
    minReplicas: spec.minReplicas ?? 1,
    maxReplicas: spec.maxReplicas,
    targets: formatTargets(spec.metrics, status?.currentMetrics),
    metrics: autoscalerMetrics(spec.metrics, status?.currentMetrics),
    conditions,
    behavior: scalingBehavior(spec.behavior),
    lastScaleTime: status?.lastScaleTime ?? undefined,
    state: stateOf(status, decisive?.state),
    because: decisive && {
      reason: decisive.condition.reason ?? decisive.condition.type,
      message: decisive.condition.message ?? '',
    },
  };
}

function stateOfLimit(reason: string | undefined): AutoscalerState {
  if (reason === 'TooFewReplicas') {
    return 'steady';
  }
  return reason === 'ScaleUpLimit' || reason === 'ScaleDownLimit' ? 'scaling' : 'limited';
}

/** A desired 0 counts only when the metrics were computed: until then the field has never been set. */
function desiredOf(status: HorizontalPodAutoscalerStatus | undefined): number | undefined {
  const desired = status?.desiredReplicas ?? 0;
  const isComputed = status?.conditions?.some(({ type, status: is }) => type === 'ScalingActive' && is === 'True');
  return desired === 0 && !isComputed ? undefined : desired;
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
  const [able, active, limited, zero] = ['AbleToScale', 'ScalingActive', 'ScalingLimited', 'ScaledToZero']
    .map(type => conditions.find(condition => condition.type === type));
  if (able?.status === 'False') {
    return { state: 'failing', condition: able };
  }
  if (active?.status === 'False') {
    return { state: active.reason === 'ScalingDisabled' ? 'disabled' : 'failing', condition: active };
  }
  if (zero?.status === 'True') {
    return { state: 'zero', condition: zero };
  }
  if (limited?.status === 'True') {
    return { state: stateOfLimit(limited.reason), condition: limited };
  }
  return able?.reason?.endsWith('Stabilized') ? { state: 'stabilized', condition: able } : undefined;
}
