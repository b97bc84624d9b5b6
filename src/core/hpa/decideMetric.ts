import type { MetricSpec, MetricStatus, MetricTarget } from '../kube/hpa.js';
import { goQuote } from '../kube/goQuote.js';
import { goLabelSelectorText, parseLabelSelector } from '../kube/labels/labelSelector.js';
import { parseQuantity } from '../kube/parseQuantity.js';
import type { Pod } from '../kube/pod.js';
import { milliValue } from '../kube/quantityValue.js';
import { behaves } from './controllerVersion.js';
import type { LedgerPod, MetricResult } from './decisionSteps.js';
import { averageOfPods, utilizationOfPods, type PodOutcome } from './decidePodMetric.js';
import type { MetricContext } from './metricContext.js';
import { metricStatusOf, milliText } from './metricStatus.js';
import { MetricsClient } from './requests/metricsClient.js';
import { tolerancesOf, type Tolerances } from './tolerance.js';
import {
  proposeForAverage, proposeForValue, sumForAverage, sumForValue, type TotalProposal,
} from './totalProposal.js';

/** What one metric of an autoscaler comes to, and the entry that it leaves in the status; nothing when it failed. */
export interface MetricDecision {
  readonly result: MetricResult;
  readonly status: MetricStatus | undefined;
  /** The error with what the controller puts before it when it tells of the first failed metric. */
  readonly outerError: string | undefined;
}

/**
 * What one metric asks for. A failure is told in an event, and is a value here.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `computeReplicasForMetric`
 */
export function decideMetric(context: MetricContext, spec: MetricSpec): MetricDecision {
  switch (spec.type) {
    case 'Resource': return decideResource(context, spec);
    case 'ContainerResource': return decideContainerResource(context, spec);
    case 'Pods': return decidePods(context, spec);
    case 'Object': return decideObject(context, spec);
    case 'External': return decideExternal(context, spec);
    default: {
      const error = `unknown metric source type ${goQuote(spec.type)}`;
      return failure(context, { reason: 'InvalidMetricSourceType', error, prefix: '' });
    }
  }
}

function decideResource(context: MetricContext, spec: MetricSpec): MetricDecision {
  const { name = '', target } = spec.resource ?? {};
  const failed = { reason: 'FailedGetResourceMetric', prefix: `failed to get ${name} resource metric value: ` };
  return decideUse(context, { spec, resource: name, target, failed, utilizationWord: 'resource utilization' });
}

function decideContainerResource(context: MetricContext, spec: MetricSpec): MetricDecision {
  const { name = '', container = '', target } = spec.containerResource ?? {};
  const failed = {
    reason: 'FailedGetContainerResourceMetric', prefix: `failed to get ${container} container metric value: `,
  };
  return decideUse(context, {
    spec, resource: name, target, failed, container, utilizationWord: 'container resource utilization',
  });
}

interface UseQuestion {
  readonly spec: MetricSpec;
  readonly resource: string;
  readonly target: MetricTarget | undefined;
  readonly container?: string;
  readonly utilizationWord: string;
  readonly failed: { readonly reason: string; readonly prefix: string };
}

/** @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `computeStatusForResourceMetricGeneric` */
function decideUse(context: MetricContext, question: UseQuestion): MetricDecision {
  const { spec, resource, target, container, utilizationWord, failed } = question;
  const { pass, selector } = context;
  const { averageValue, averageUtilization } = target ?? {};
  if (averageValue === undefined && averageUtilization === undefined) {
    const error = 'invalid resource metric source: '
      + 'neither an average utilization target nor an average value (usage) target was set';
    return failure(context, { ...failed, error });
  }

  const isUtilization = averageValue === undefined;
  const word = `failed to get ${resource} ${isUtilization ? 'utilization' : 'usage'}`;
  // an empty name asks for every container, as in a metric without one
  const only = container === undefined || container === '' ? {} : { container };
  const fetched = metricsClient(context).resource({ resource, selector, ...only });
  if (!fetched.ok) {
    const error = `${word}: unable to get metrics for resource ${resource}: ${fetched.error}`;
    return failure(context, { ...failed, error });
  }

  const tolerances = tolerancesOf(pass.hpa, pass.config);
  const outcome = isUtilization
    ? utilizationOfPods(context, {
      samples: fetched.value, tolerances, resource, targetPercent: averageUtilization ?? 0, ...only,
    })
    : averageOfPods(context, { samples: fetched.value, tolerances, resource, targetMilli: milliOf(averageValue) });
  if (!outcome.ok) {
    return failure(context, { ...failed, error: `${word}: ${outcome.error}`, ledger: outcome.ledger });
  }

  const { usage, replicas } = outcome.arithmetic.proposal;
  const amount = milliText(usage.averageMilli, isBinary(context, resource) ? 'binarySI' : 'decimalSI');
  const name = isUtilization ? `${resource} ${utilizationWord} (percentage of request)` : `${resource} resource`;
  return {
    result: { ok: true, replicas, name, arithmetic: outcome.arithmetic },
    status: metricStatusOf(spec, {
      averageValue: amount, ...isUtilization ? { averageUtilization: Number(usage.current) } : {},
    }),
    outerError: undefined,
  };
}

function decidePods(context: MetricContext, spec: MetricSpec): MetricDecision {
  const { metric, target } = spec.pods ?? {};
  const failed = { reason: 'FailedGetPodsMetric', prefix: 'failed to get pods metric value: ' };
  const metricSelector = parseLabelSelector(metric?.selector);
  if (!metricSelector.ok) {
    return failure(context, { ...failed, error: metricSelector.error });
  }
  const name = metric?.name ?? '';
  const fetched = metricsClient(context).pods(context.selector, { name, metricSelector: metricSelector.requirements });
  if (!fetched.ok) {
    return failure(context, { ...failed, error: `unable to get metric ${name}: ${fetched.error}` });
  }

  const tolerances = tolerancesOf(context.pass.hpa, context.pass.config);
  const outcome: PodOutcome = averageOfPods(context, {
    samples: fetched.value, tolerances, resource: undefined, targetMilli: milliOf(target?.averageValue),
  });
  if (!outcome.ok) {
    return failure(context, { ...failed, error: outcome.error, ledger: outcome.ledger });
  }
  const { usage, replicas } = outcome.arithmetic.proposal;
  return {
    result: { ok: true, replicas, name: `pods metric ${name}`, arithmetic: outcome.arithmetic },
    status: metricStatusOf(spec, { averageValue: milliText(usage.averageMilli) }),
    outerError: undefined,
  };
}

/** @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `computeStatusForObjectMetric` */
function decideObject(context: MetricContext, spec: MetricSpec): MetricDecision {
  const { metric, target, describedObject = { kind: '', name: '' } } = spec.object ?? {};
  const name = metric?.name ?? '';
  const failed = { reason: 'FailedGetObjectMetric', prefix: 'failed to get object metric value: ' };
  const metricSelector = parseLabelSelector(metric?.selector);
  if (!metricSelector.ok) {
    return failure(context, { ...failed, error: metricSelector.error });
  }
  const perReplica = target?.type === 'AverageValue' && target.averageValue !== undefined;
  if (!perReplica && !(target?.type === 'Value' && target.value !== undefined)) {
    const error = 'invalid object metric source: neither a value target nor an average value target was set';
    return failure(context, { ...failed, error });
  }

  const inner = perReplica ? `failed to get ${name} object metric: ` : '';
  const fetched = metricsClient(context).object(describedObject, {
    name, metricSelector: metricSelector.requirements,
  });
  if (!fetched.ok) {
    const what = objectText(context, name, `${describedObject.kind}`, describedObject.name);
    return failure(context, { ...failed, error: `${what}${fetched.error}`, prefix: `${failed.prefix}${inner}` });
  }
  return decideTotal(context, {
    spec,
    failed,
    perReplica,
    usageMilli: fetched.value,
    valueCount: 1,
    targetMilli: milliOf(perReplica ? target.averageValue : target?.value),
    name: perReplica ? externalName(name, metric?.selector) : `${describedObject.kind} metric ${name}`,
  });
}

/** @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `computeStatusForExternalMetric` */
function decideExternal(context: MetricContext, spec: MetricSpec): MetricDecision {
  const { metric, target } = spec.external ?? {};
  const name = metric?.name ?? '';
  const failed = { reason: 'FailedGetExternalMetric', prefix: `failed to get ${name} external metric value: ` };
  const perReplica = target?.averageValue !== undefined;
  if (!perReplica && target?.value === undefined) {
    const error = 'invalid external metric source: neither a value target nor an average value target was set';
    return failure(context, { ...failed, error });
  }

  const inner = perReplica ? `failed to get ${name} external metric: ` : `failed to get external metric ${name}: `;
  const deeper = { ...failed, prefix: `${failed.prefix}${inner}` };
  const metricSelector = parseLabelSelector(metric?.selector);
  if (!metricSelector.ok) {
    return failure(context, { ...deeper, error: metricSelector.error });
  }
  const fetched = metricsClient(context).external({ name, metricSelector: metricSelector.requirements });
  if (!fetched.ok) {
    const what = `${context.pass.namespace}/${name}/${goLabelSelectorText(metric?.selector)}`;
    return failure(context, { ...deeper, error: `unable to get external metric ${what}: ${fetched.error}` });
  }
  return decideTotal(context, {
    spec,
    failed: deeper,
    perReplica,
    usageMilli: (perReplica ? sumForAverage : sumForValue)(fetched.value, context.pass.config.minor),
    valueCount: fetched.value.length,
    targetMilli: milliOf(perReplica ? target.averageValue : target?.value),
    name: externalName(name, metric?.selector),
  });
}

interface TotalQuestion {
  readonly spec: MetricSpec;
  readonly failed: { readonly reason: string; readonly prefix: string };
  readonly perReplica: boolean;
  readonly usageMilli: bigint;
  readonly valueCount: number;
  readonly targetMilli: bigint;
  readonly name: string;
}

function decideTotal(context: MetricContext, question: TotalQuestion): MetricDecision {
  const { failed, perReplica, usageMilli, valueCount, targetMilli, name } = question;
  const { pass, statusReplicas } = context;
  const tolerances = tolerancesOf(pass.hpa, pass.config);
  const proposal = proposeTotal(context, question, tolerances);
  if (!proposal) {
    const error = 'unable to calculate ready pods: no pods returned by selector while calculating replica count';
    return failure(context, { ...failed, error });
  }
  const shown = milliText(proposal.shownMilli);
  return {
    result: {
      ok: true,
      replicas: proposal.replicas,
      name,
      arithmetic: {
        kind: 'total', targetMilli, perReplica, usageMilli, valueCount, tolerances, statusReplicas, proposal,
      },
    },
    status: metricStatusOf(named(context, question), perReplica ? { averageValue: shown } : { value: shown }),
    outerError: undefined,
  };
}

/** The spec as far as the status repeats it. */
function named({ pass }: MetricContext, { spec, perReplica }: TotalQuestion): MetricSpec {
  const isUnnamed = spec.object && perReplica && !behaves(pass.config.minor, 'objectAverageNamesObject');
  return isUnnamed ? { ...spec, object: { ...spec.object, describedObject: { kind: '', name: '' } } } : spec;
}

function proposeTotal(
  { pass: { config: { minor } }, pods, currentReplicas, statusReplicas }: MetricContext,
  { spec, perReplica, usageMilli, targetMilli }: TotalQuestion,
  tolerances: Tolerances,
): TotalProposal | undefined {
  const input = { usageMilli, targetMilli, tolerances, minor };
  return perReplica
    ? proposeForAverage(input, statusReplicas, spec.type === 'External')
    : proposeForValue(input, currentReplicas, () => pods.length === 0 ? undefined : pods.filter(isReady).length);
}

/** Deletion is not looked at here: a pod that is going away and still ready counts. */
function isReady({ status }: Pod): boolean {
  const ready = (status?.conditions ?? []).find(({ type }) => type === 'Ready');
  return status?.phase === 'Running' && ready?.status === 'True';
}

interface Failure {
  readonly reason: string;
  readonly error: string;
  readonly prefix: string;
  readonly ledger?: readonly LedgerPod[];
}

function failure({ pass }: MetricContext, { reason, error, prefix, ledger = [] }: Failure): MetricDecision {
  pass.warn(reason, error);
  return { result: { ok: false, reason, error, ledger }, status: undefined, outerError: `${prefix}${error}` };
}

function metricsClient({ pass }: MetricContext): MetricsClient {
  return new MetricsClient(pass.reader, pass.config, pass.namespace);
}

function objectText({ pass }: MetricContext, metric: string, kind: string, name: string): string {
  return behaves(pass.config.minor, 'objectErrorText')
    ? `unable to get metric ${metric} on ${kind} ${pass.namespace}/${name}: `
    : `unable to get metric ${metric}: ${kind} on ${pass.namespace} ${name}/`;
}

function externalName(name: string, selector: Parameters<typeof goLabelSelectorText>[0]): string {
  return `external metric ${name}(${goLabelSelectorText(selector)})`;
}

function isBinary({ pass }: MetricContext, resource: string): boolean {
  return resource === 'memory' && behaves(pass.config.minor, 'binaryMemory');
}

function milliOf(text: string | undefined): bigint {
  const parsed = parseQuantity(String(text ?? '0'));
  return parsed.ok ? milliValue(parsed.quantity) : 0n;
}
