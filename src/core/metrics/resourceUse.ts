import { formatQuantity } from '../kube/formatQuantity.js';
import type { Quantity } from '../kube/quantity.js';
import { milliValue } from '../kube/quantityValue.js';
import type { MeasuredResource, Ration, RationAmount } from './podRations.js';
import { podUsage, usageOf, type ContainerMetrics, type PodMetrics, type ResourceUsageTexts } from './podMetrics.js';
import { formatShare, formatUsage } from './usageText.js';

/** The use of one resource by a pod, a container or a node: plain data. */
export interface ResourceUse {
  /** As `kubectl top` prints it (`480m`); `<unknown>` when it was not measured, `<invalid>` when it is no quantity. */
  readonly text: string;
  /** In thousandths, to sort by, as kubectl sorts. Absent when the text is no amount. */
  readonly milli: number | undefined;
  /** What it is compared with. Absent: we have not seen it. */
  readonly request?: Share;
  readonly limit?: Share;
  /** Of a node: what pods can have. */
  readonly allocatable?: Share;
}

/**
 * An amount and how much of it is used (`96%`, as `kubectl top nodes` rounds); no share of nothing, or of what was not
 * measured. Or that there is none, with the containers of a pod that say nothing.
 */
export type Share =
  | { readonly kind: 'set'; readonly amount: string; readonly share: string | undefined }
  | { readonly kind: 'none'; readonly lacking: readonly string[] };

/** What was measured: a quantity, or why there is none. */
type Measured = Quantity | 'unknown' | 'invalid';

/** The use of a resource by a container. @param ration absent: not seen */
export function containerUse(
  { usage }: ContainerMetrics, resource: MeasuredResource, ration: Ration | undefined,
): ResourceUse {
  return useOf(measured(usage, resource), resource, ration);
}

/** The use of a resource by a pod: the sum of its containers, unless one of them is no quantity. */
export function podUse(pod: PodMetrics, resource: MeasuredResource, ration: Ration | undefined): ResourceUse {
  const isInvalid = pod.containers?.some(({ usage }) => measured(usage, resource) === 'invalid');
  return useOf(isInvalid ? 'invalid' : podUsage(pod, resource) ?? 'unknown', resource, ration);
}

/** The use of a resource by a node. @param allocatable absent: not seen */
export function nodeUse(
  usage: ResourceUsageTexts | null, resource: MeasuredResource, allocatable: Quantity | undefined,
): ResourceUse {
  const used = measured(usage, resource);
  return {
    ...useOf(used, resource, undefined),
    ...(allocatable ? { allocatable: shareOf(used, { ok: true, quantity: allocatable }) } : {}),
  };
}

function measured(usage: ResourceUsageTexts | null, resource: string): Measured {
  return usageOf(usage, resource) ?? (usage?.[resource] === undefined ? 'unknown' : 'invalid');
}

function useOf(used: Measured, resource: MeasuredResource, ration: Ration | undefined): ResourceUse {
  const isAmount = typeof used !== 'string';
  return {
    text: isAmount ? formatUsage(resource, used) : `<${used}>`,
    milli: isAmount ? Number(milliValue(used)) : undefined,
    ...(ration ? { request: shareOf(used, ration.request), limit: shareOf(used, ration.limit) } : {}),
  };
}

function shareOf(used: Measured, amount: RationAmount): Share {
  if (!amount.ok) {
    return { kind: 'none', lacking: amount.lacking };
  }
  const { quantity } = amount;
  const hasShare = typeof used !== 'string' && quantity.unscaled !== 0n;
  return {
    kind: 'set', amount: formatQuantity(quantity), share: hasShare ? formatShare(used, quantity) : undefined,
  };
}
