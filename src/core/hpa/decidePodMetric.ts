import { wrapInt64 } from '../kube/int64.js';
import { isGateOn } from './controllerConfig.js';
import type { LedgerPod, PodArithmetic } from './decisionSteps.js';
import type { MetricContext } from './metricContext.js';
import { groupPods } from './podGroups.js';
import { proposeForPods, type PodProposalInput } from './podProposal.js';
import { podRequest } from './podRequest.js';
import type { PodSamples } from './requests/metricsClient.js';
import type { Tolerances } from './tolerance.js';
import { averageRatio, utilizationRatio } from './usageRatio.js';

/** The arithmetic over the pods of a target, or why there is none, in the controller's words. */
export type PodOutcome =
  | { readonly ok: true; readonly arithmetic: PodArithmetic }
  | { readonly ok: false; readonly error: string; readonly ledger: readonly LedgerPod[] };

interface PodQuestion {
  readonly samples: PodSamples;
  readonly tolerances: Tolerances;
}

const noPods = 'no pods returned by selector while calculating replica count';
const noSamples = 'did not receive metrics for targeted pods (pods might be unready)';
const noKnownPods = 'no metrics returned matched known pods';

/**
 * The utilization of a resource over the pods of a target.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/replica_calculator.go, `GetResourceReplicas`
 */
export function utilizationOfPods(context: MetricContext, question: PodQuestion & {
  readonly resource: string; readonly container?: string; readonly targetPercent: number;
}): PodOutcome {
  const { resource, targetPercent } = question;
  const grouped = groupOf(context, question, resource);
  if (!grouped.ok) {
    return grouped;
  }
  const { config } = context.pass;
  const asked = { ...question, podLevelResources: isGateOn(config, 'PodLevelResources'), minor: config.minor };
  const ledger = grouped.ledger.map(pod => ({ ...pod, request: podRequest(pod.pod, asked) }));
  const requests = new Map<string, bigint>();
  for (const { pod, request } of ledger) {
    if (!request.ok) {
      return { ok: false, error: request.error, ledger };
    }
    requests.set(pod.metadata.name, request.requestMilli);
  }

  const fallbackPercent = BigInt(Math.max(100, targetPercent));
  return outcomeOf(context, { ...grouped, ledger }, {
    tolerances: question.tolerances,
    target: { utilizationPercent: targetPercent },
    ratioOf: values => utilizationRatio(values, requests, targetPercent),
    fallbackMilli: pod => wrapInt64((requests.get(pod) ?? 0n) * fallbackPercent) / 100n,
  });
}

/**
 * The average of a resource or of a custom metric over the pods of a target.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/replica_calculator.go, `calcPlainMetricReplicas`
 */
export function averageOfPods(context: MetricContext, question: PodQuestion & {
  readonly resource: string | undefined; readonly targetMilli: bigint;
}): PodOutcome {
  const { resource, targetMilli, tolerances } = question;
  const grouped = groupOf(context, question, resource);
  if (!grouped.ok) {
    return grouped;
  }
  return outcomeOf(context, grouped, {
    tolerances,
    target: { averageMilli: targetMilli },
    ratioOf: values => averageRatio(values, targetMilli),
    fallbackMilli: () => targetMilli,
  });
}

/** What the two kinds of target differ in. */
interface Measure extends Pick<PodProposalInput, 'tolerances' | 'ratioOf' | 'fallbackMilli'> {
  readonly target: PodArithmetic['target'];
}

function outcomeOf(
  { pass, currentReplicas }: MetricContext, { ledger, values, unknownPods }: Grouped, { target, ...measure }: Measure,
): PodOutcome {
  const { config: { minor } } = pass;
  const proposal = proposeForPods({ ...measure, currentReplicas, pods: ledger, values, minor });
  return proposal
    ? {
      ok: true,
      arithmetic: { kind: 'pods', target, tolerances: measure.tolerances, proposal, ledger, unknownPods },
    }
    : { ok: false, error: noKnownPods, ledger };
}

interface Grouped {
  readonly ok: true;
  readonly ledger: readonly LedgerPod[];
  /** The samples that count: those of ready pods, and of pods that the selector does not match. */
  readonly values: ReadonlyMap<string, bigint>;
  readonly unknownPods: readonly { readonly name: string; readonly valueMilli: bigint }[];
}

function groupOf(
  { pass, pods }: MetricContext, { samples }: PodQuestion, resource: string | undefined,
): Grouped | Extract<PodOutcome, { ok: false }> {
  if (pods.length === 0) {
    return { ok: false, error: noPods, ledger: [] };
  }
  const ledger = groupPods(pods, samples, resource, pass).map(pod => ({ ...pod, request: undefined }));
  const dropped = new Set(ledger
    .filter(({ group }) => group === 'ignored' || group === 'unready')
    .map(({ pod }) => pod.metadata.name));
  const values = new Map([...samples]
    .filter(([name]) => !dropped.has(name))
    .map(([name, { valueMilli }]) => [name, valueMilli]));
  if (values.size === 0) {
    return { ok: false, error: noSamples, ledger };
  }
  const known = new Set(pods.map(({ metadata: { name } }) => name));
  const unknownPods = [...values]
    .filter(([name]) => !known.has(name))
    .map(([name, valueMilli]) => ({ name, valueMilli }));
  return { ok: true, ledger, values, unknownPods };
}
