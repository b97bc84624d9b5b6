import type { JsonObject } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';
import { brokenSelector, type ScaleSelector } from './labelSelectors.js';

export interface ScalePlan {
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  readonly statusReplicas: number;
  readonly selector: ScaleSelector;
}

/** A scale as the API server answers: autoscaling/v1, or, seldom, one of the older kinds or with a broken selector. */
export function scaleBody(random: Random, plan: ScalePlan): JsonObject {
  if (random.chance(0.03)) {
    return { ...current(plan), status: { replicas: plan.statusReplicas, selector: brokenSelector(random) } };
  }
  if (random.chance(0.02)) {
    return old(random, plan);
  }
  return random.chance(0.02) ? odd(random, current(plan)) : current(plan);
}

function current(plan: ScalePlan): JsonObject {
  return {
    kind: 'Scale', apiVersion: 'autoscaling/v1',
    metadata: { name: plan.name, namespace: plan.namespace, uid: 'scale', resourceVersion: '7' },
    spec: plan.replicas === 0 ? {} : { replicas: plan.replicas },
    status: { replicas: plan.statusReplicas, selector: plan.selector.text },
  };
}

/** The kinds of extensions and of apps before v1 give the selector as a map, a text, or both. */
function old(random: Random, plan: ScalePlan): JsonObject {
  const map: JsonObject = plan.selector.text === 'app=web' ? { app: 'web' } : { app: 'api' };
  const text = { targetSelector: plan.selector.text };
  return {
    ...current(plan),
    apiVersion: random.pick(['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2']),
    status: {
      replicas: plan.statusReplicas,
      ...random.pick<JsonObject>([{ selector: map }, text, { selector: map, ...text }, {}]),
    },
  };
}

function odd(random: Random, scale: JsonObject): JsonObject {
  return {
    ...scale,
    ...random.pick<JsonObject>([
      { metadata: { name: 'another', namespace: 'default' } }, { metadata: {} }, { status: {} },
      { spec: {}, status: {} }, { spec: null }, { kind: 'Foo' }, { apiVersion: 'autoscaling/v9' },
      { spec: { replicas: '3' } }, { spec: { replicas: -1 } }, { spec: { replicas: 2.5 } },
      { spec: { replicas: 3_000_000_000 } }, { status: { replicas: 'two' } }, { apiVersion: undefined },
      { kind: undefined },
    ]),
  };
}

/** How many replicas there are, seen from a plan: mostly as many, during a rollout not. */
export function statusReplicas(random: Random, replicas: number): number {
  return random.chance(0.85) ? replicas : random.pick([0, replicas + 1, Math.max(0, replicas - 1), 2 * replicas]);
}
