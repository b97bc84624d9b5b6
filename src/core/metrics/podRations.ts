import { parseQuantity } from '../kube/parseQuantity.js';
import { runningContainers, type Pod, type ResourceRequirements, type ResourceTexts } from '../kube/pod.js';
import type { Quantity } from '../kube/quantity.js';
import { sumQuantities } from '../kube/quantityArithmetic.js';

/** The resources that we show usage of. */
export type MeasuredResource = 'cpu' | 'memory';

/** The slice of a Pod that says how much its containers ask for and may have. */
export type RationedPod = Pick<Pod, 'spec'>;

/** What a container, or a pod, asks for and may have of one resource. */
export interface Ration {
  readonly request: RationAmount;
  readonly limit: RationAmount;
}

/** An amount, or that there is none. Of a pod `lacking` names the containers that say nothing, when others do. */
export type RationAmount =
  | { readonly ok: true; readonly quantity: Quantity }
  | { readonly ok: false; readonly lacking: readonly string[] };

/** The rations of one container, or of a pod as a whole. */
export type Rations = Readonly<Record<MeasuredResource, Ration>>;

/** The rations of a pod, and of each of its containers by name. */
export interface PodRations {
  readonly pod: Rations;
  readonly containers: ReadonlyMap<string, Rations>;
}

const nothing: RationAmount = { ok: false, lacking: [] };

/**
 * What a pod and its containers ask for and may have. A pod has a request (or limit) where it sets one itself, and
 * else where all of its containers do: of a sum that lacks one, no share could be told.
 *
 * @see kubernetes pkg/controller/podautoscaler/replica_calculator.go, `calculatePodRequests`
 */
export function podRations(pod: RationedPod): PodRations {
  const { spec } = pod;
  const containers = runningContainers(pod);
  const rations = containers.map(({ name, resources }) => [name, rationsOf(resources)] as const);
  const whole = (resource: MeasuredResource): Ration => ({
    request: amountOf(spec?.resources?.requests, resource) ?? sumOf(rations, resource, 'request'),
    limit: amountOf(spec?.resources?.limits, resource) ?? sumOf(rations, resource, 'limit'),
  });
  return { pod: { cpu: whole('cpu'), memory: whole('memory') }, containers: new Map(rations) };
}

/** Of a container that the spec does not ration, as one for debugging. */
export const noRations: Rations = rationsOf(undefined);

/** A text that is the same for pods whose rations are: those of one workload share what {@link podRations} makes. */
export function rationsKey(pod: RationedPod): string {
  const containers = runningContainers(pod).map(({ name, resources }) => [name, requirements(resources)]);
  return JSON.stringify([requirements(pod.spec?.resources), containers]);
}

function requirements(resources: ResourceRequirements | null | undefined): unknown {
  return [resources?.requests, resources?.limits].map(texts => [texts?.['cpu'], texts?.['memory']]);
}

function rationsOf(resources: ResourceRequirements | null | undefined): Rations {
  const ration = (resource: MeasuredResource): Ration => ({
    request: amountOf(resources?.requests, resource) ?? nothing,
    limit: amountOf(resources?.limits, resource) ?? nothing,
  });
  return { cpu: ration('cpu'), memory: ration('memory') };
}

function amountOf(texts: ResourceTexts | null | undefined, resource: MeasuredResource): RationAmount | undefined {
  const text = texts?.[resource];
  const parsed = text === undefined ? undefined : parseQuantity(text);
  return parsed?.ok ? { ok: true, quantity: parsed.quantity } : undefined;
}

function sumOf(
  containers: readonly (readonly [string, Rations])[], resource: MeasuredResource, of: keyof Ration,
): RationAmount {
  const amounts = containers.map(([name, rations]) => ({ name, amount: rations[resource][of] }));
  const known = amounts.flatMap(({ amount }) => amount.ok ? [amount.quantity] : []);
  if (known.length === 0) {
    return nothing;
  }
  return known.length === amounts.length
    ? { ok: true, quantity: sumQuantities(known) }
    : { ok: false, lacking: amounts.filter(({ amount }) => !amount.ok).map(({ name }) => name) };
}
