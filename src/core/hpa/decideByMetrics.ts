import { compareBytes } from '../../base/compareBytes.js';
import type { MetricStatus } from '../kube/hpa.js';
import { matchesLabels, requirementsText, type LabelRequirements } from '../kube/labels/requirement.js';
import type { Pod } from '../kube/pod.js';
import { isGateOn } from './controllerConfig.js';
import { behaves } from './controllerVersion.js';
import type { ControllerMemory } from './controllerMemory.js';
import { decideMetric, type MetricDecision } from './decideMetric.js';
import { failedMetricStatus } from './metricStatus.js';
import { hpaKey } from './observation.js';
import type { Pass } from './pass.js';
import type { Scale } from './requests/decodeScale.js';

/** The replicas that the metrics ask for together, or why the pass ends without an answer. */
export type MetricsDecision =
  | {
    readonly ok: true;
    readonly replicas: number;
    readonly metric: string;
    readonly statuses: readonly MetricStatus[];
  }
  | { readonly ok: false; readonly error: string; readonly statuses: readonly MetricStatus[] | null };

/**
 * The largest proposal of all metrics. Those that fail are left out, unless all do or the others would scale down.
 *
 * @param others what the controller remembers: the selectors of other autoscalers
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `computeReplicasForMetrics`
 */
export function decideByMetrics(pass: Pass, scale: Scale, others: ControllerMemory): MetricsDecision {
  const error = selectorError(pass, scale.selector, others);
  const pods = selectedPods(pass, scale.selector);
  pass.steps.push({
    kind: 'selectPods', selector: requirementsText(scale.selector), podCount: pods.length, error,
  });
  if (error !== undefined) {
    return { ok: false, error, statuses: null };
  }

  const specs = pass.hpa.spec.metrics ?? [];
  const context = {
    pass, pods, selector: scale.selector, currentReplicas: scale.replicas, statusReplicas: scale.statusReplicas,
  };
  const decisions = specs.map((spec, index) => {
    const decision = decideMetric(context, spec);
    pass.steps.push({ kind: 'metric', index, spec, result: decision.result });
    return decision;
  });
  return combine(pass, scale.replicas, decisions);
}

function combine(pass: Pass, currentReplicas: number, decisions: readonly MetricDecision[]): MetricsDecision {
  let replicas = 0;
  let winner: number | undefined;
  let metric = '';
  decisions.forEach(({ result }, index) => {
    if (result.ok && (replicas === 0 || result.replicas > replicas)) {
      replicas = result.replicas;
      winner = index;
      metric = result.name;
    }
  });

  const failures = decisions.filter(({ result }) => !result.ok);
  const failedCount = failures.length;
  const metricCount = decisions.length;
  const isAborted = failedCount >= metricCount || (failedCount > 0 && replicas < currentReplicas);
  pass.steps.push({ kind: 'combine', winner, replicas, failedCount, metricCount, isAborted });
  const statuses = decisions.map(({ status }) => status ?? failedMetricStatus);
  if (isAborted) {
    return { ok: false, error: abortError(pass, failures, metricCount), statuses };
  }
  const message = `the HPA was able to successfully calculate a replica count from ${metric}`;
  pass.setCondition('ScalingActive', 'True', 'ValidMetricFound', message);
  return { ok: true, replicas, metric, statuses };
}

function abortError(pass: Pass, failures: readonly MetricDecision[], metricCount: number): string {
  const [first] = failures;
  if (first && !first.result.ok) {
    const { reason, error } = first.result;
    pass.setCondition('ScalingActive', 'False', reason, `the HPA was unable to compute the replica count: ${error}`);
  }
  const counts = `${failures.length} invalid out of ${metricCount}`;
  return `invalid metrics (${counts}), first error is: ${first?.outerError ?? ''}`;
}

/** @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `validateAndParseSelector` */
function selectorError(pass: Pass, selector: LabelRequirements, others: ControllerMemory): string | undefined {
  if (selector.length === 0) {
    const error = 'selector is required';
    pass.warn('SelectorRequired', error);
    const message = 'the HPA target\'s scale is missing a selector';
    pass.setCondition('ScalingActive', 'False', 'InvalidSelector', message);
    return error;
  }

  pass.memory = { ...pass.memory, selector };
  const key = hpaKey(pass.hpa);
  const pods = selectedPods(pass, selector);
  const claiming = [...others]
    .map(([name, { selector: theirs }]) => ({ name, selector: name === key ? selector : theirs }))
    .filter(({ name, selector: theirs }) =>
      name.startsWith(`${pass.namespace}/`) && theirs !== undefined && pods.some(pod => isSelected(pod, theirs)))
    .map(({ name }) => name)
    .sort(compareBytes);
  if (claiming.length < 2) {
    return undefined;
  }
  const error = ambiguousText(pass, requirementsText(selector), claiming);
  pass.warn('AmbiguousSelector', error);
  pass.setCondition('ScalingActive', 'False', 'AmbiguousSelector', error);
  return error;
}

function ambiguousText({ config }: Pass, selector: string, claiming: readonly string[]): string {
  if (!behaves(config.minor, 'ambiguousSelectorText')) {
    return `pods by selector ${selector} are controlled by multiple HPAs: [${claiming.join(' ')}]`;
  }
  // the older store of selectors names all of them; this one stops looking at the second
  const named = isGateOn(config, 'HPAOptimizedSelectorStore') ? claiming.slice(0, 2) : claiming;
  return `pods by selector ${selector} are controlled by more than one HPA (e.g. [${named.join(' ')}])`;
}

function selectedPods(pass: Pass, selector: LabelRequirements): readonly Pod[] {
  return selector.length === 0 ? [] : pass.pods.filter(pod => isSelected(pod, selector));
}

function isSelected({ metadata: { labels } }: Pod, selector: LabelRequirements): boolean {
  return matchesLabels(selector, labels ?? {});
}
