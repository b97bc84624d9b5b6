import type { AutoscalerRow } from '../../core/hpa/autoscalerRow.js';
import type { TargetPodRow } from '../../core/hpa/targetPodRow.js';
import type { ObjectRef } from '../../core/raw/objectRef.js';

/** The autoscaler of a row, for the commands of its menu. */
export function autoscalerObject({ namespace, name }: Pick<AutoscalerRow, 'namespace' | 'name'>): ObjectRef {
  const kind = 'HorizontalPodAutoscaler';
  return { apiVersion: 'autoscaling/v2', plural: 'horizontalpodautoscalers', kind, namespace, name };
}

/** A pod of a target. */
export function podObject({ namespace, name }: Pick<TargetPodRow, 'namespace' | 'name'>): ObjectRef {
  return { apiVersion: 'v1', plural: 'pods', kind: 'Pod', namespace, name };
}
