import type { HpaCondition, MetricStatus } from '../kube/hpa.js';
import { parseQuantity } from '../kube/parseQuantity.js';
import { compareQuantities } from '../kube/quantityArithmetic.js';
import { timeNsOf } from '../kube/time.js';
import { isGateOn } from './controllerConfig.js';
import { rewrittenMetricStatus } from './metricStatus.js';
import type { Pass } from './pass.js';
import { decodeInto, type ExpectedKind } from './requests/decodeObject.js';

/** The status that a pass wants to write, without its conditions. */
export interface WrittenStatus {
  /** Whether only the conditions are new. */
  readonly isKept: boolean;
  readonly currentReplicas: number;
  readonly desiredReplicas: number;
  readonly currentMetrics: readonly MetricStatus[] | null;
  /** Whether `lastScaleTime` is now. */
  readonly isRescaled: boolean;
}

const hpaKind: ExpectedKind = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  others: ['autoscaling/v1/HorizontalPodAutoscaler', 'autoscaling/v1/Scale', 'v1/Pod', 'v1/List'],
  scheme: 'k8s.io/client-go/kubernetes/scheme/register.go:84',
};

/**
 * Writes the status when it differs from what was read; a failure is told in an event.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `updateStatusIfNeeded`
 */
export function updateStatus(pass: Pass, status: WrittenStatus): void {
  if (!hasChanged(pass, status)) {
    return;
  }
  const answer = pass.reader.putUncounted({
    verb: 'PUT',
    base: '/apis/autoscaling/v2',
    group: 'autoscaling',
    namespace: pass.namespace,
    resource: 'horizontalpodautoscalers',
    name: pass.hpa.metadata.name,
    subresource: 'status',
  }, {});
  const written = answer.ok ? decodeInto(answer.body, hpaKind) : answer;
  if (!written.ok) {
    pass.warn('FailedUpdateStatus', written.error.message);
  }
}

const quantityFields: readonly string[] = ['value', 'averageValue'];

function hasChanged(pass: Pass, status: WrittenStatus): boolean {
  const old = pass.hpa.status ?? {};
  return haveConditionsChanged(old.conditions ?? [], pass)
    || (!status.isKept && (
      (old.currentReplicas ?? 0) !== status.currentReplicas
      || (old.desiredReplicas ?? 0) !== status.desiredReplicas
      || !areSameMetrics(old.currentMetrics ?? [], status.currentMetrics ?? [])
      || (status.isRescaled && timeNsOf(old.lastScaleTime) !== pass.nowNs)
      || hasGenerationChanged(pass)
    ));
}

function haveConditionsChanged(old: readonly HpaCondition[], { conditions }: Pass): boolean {
  return old.length !== conditions.length || old.some(({ type, status, reason, message }, index) => {
    const now = conditions[index];
    return now?.type !== type || now.status !== status
      || now.reason !== (reason ?? '') || now.message !== (message ?? '');
  });
}

function hasGenerationChanged({ config, hpa }: Pass): boolean {
  return isGateOn(config, 'HPAGeneration')
    ? hpa.status?.observedGeneration !== (hpa.metadata.generation ?? 0)
    : hpa.status?.observedGeneration !== undefined;
}

/** Whether two lists of metrics say the same: quantities by amount, whatever their suffix. */
export function areSameMetrics(old: readonly MetricStatus[], now: readonly MetricStatus[]): boolean {
  return old.length === now.length && old.every((status, index) => {
    const other = now[index];
    return other !== undefined && isSame(rewrittenMetricStatus(status), rewrittenMetricStatus(other));
  });
}

/** Equal in meaning: the quantities of a reading by amount, whatever their suffix. */
function isSame(first: unknown, second: unknown, field = ''): boolean {
  if (typeof first === 'string' && typeof second === 'string') {
    return first === second || (quantityFields.includes(field) && isSameQuantity(first, second));
  }
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) {
    return first === second;
  }
  const keys = Object.keys(first);
  return keys.length === Object.keys(second).length && keys.every(key =>
    Object.hasOwn(second, key) && isSame(valueOf(first, key), valueOf(second, key), key));
}

function valueOf(object: object, key: string): unknown {
  return (object as Readonly<Record<string, unknown>>)[key];
}

function isSameQuantity(first: string, second: string): boolean {
  const one = parseQuantity(first);
  const other = parseQuantity(second);
  return one.ok && other.ok && compareQuantities(one.quantity, other.quantity) === 0;
}

