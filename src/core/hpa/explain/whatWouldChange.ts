import { t } from '../../../base/l10n.js';
import type { MetricSpec, MetricTarget } from '../../kube/hpa.js';
import { parseQuantity } from '../../kube/parseQuantity.js';
import { milliValue } from '../../kube/quantityValue.js';
import { metricName, metricResource } from '../autoscalerMetric.js';
import type { ControllerConfig } from '../controllerConfig.js';
import { noMemory, remember, type ControllerMemory } from '../controllerMemory.js';
import { decideReplicas } from '../decision.js';
import type { MetricArithmetic, MetricStep } from '../decisionSteps.js';
import type { HpaDecision } from '../hpaDecision.js';
import { milliText } from '../metricStatus.js';
import { hpaKey, type Observation } from '../observation.js';
import { metricAmount } from './metricAmount.js';
import { nearestChange, type Found } from './nearestChange.js';
import { targetOf, unchanged, withLoad, withRequests, withTarget } from './variations.js';

/** One thing that would have led to another number of replicas, the nearest of its kind. */
export interface Change {
  readonly metric: string;
  readonly what: 'load' | 'target' | 'requests';
  /** Whether more or less of it. */
  readonly direction: 'up' | 'down';
  readonly replicas: number;
  /** The whole of it in a sentence. */
  readonly text: string;
}

/** What a decision was made of. */
export interface DecidedPass {
  readonly config: ControllerConfig;
  /** Before the pass. */
  readonly memory: ControllerMemory;
  readonly observation: Observation;
}

const mostFactor = 10 * unchanged;
const mostPercent = 1000;

/**
 * What would change a decision: for each metric the nearest load, target and requests at which the result is another
 * one, once no earlier recommendation holds it: those pass by themselves. It asks the decision itself, up to some
 * thousand times, so it belongs where that may take a moment.
 */
export function whatWouldChange(decided: DecidedPass): Change[] {
  const pass = { ...decided, memory: withoutRecommendations(decided) };
  const { decision } = decideReplicas(pass.config, pass.memory, pass.observation);
  return decision.steps.flatMap(step =>
    step.kind === 'metric' && step.result.ok ? changesOf(pass, decision, step) : []);
}

/** A recommendation of long ago takes the place of all others, also of that which the first pass begins with. */
function withoutRecommendations({ memory, observation }: DecidedPass): ControllerMemory {
  const key = hpaKey(observation.hpa);
  return remember(memory, key, { ...memory.get(key) ?? noMemory, recommendations: [{ replicas: 0, timestampNs: 0n }] });
}

function changesOf(pass: DecidedPass, { desiredReplicas }: HpaDecision, step: MetricStep): Change[] {
  const { spec, index } = step;
  const decide = (observation: Observation) => decideReplicas(pass.config, pass.memory, observation).decision;
  const search = (limits: { readonly from: number; readonly to: number }, vary: (at: number) => Observation) =>
    nearestChange({ ...limits, isChanged: at => decide(vary(at)).desiredReplicas !== desiredReplicas });
  const metric = metricName(spec);

  const loads = (['down', 'up'] as const).flatMap(direction => {
    const vary = (factor: number) => withLoad(pass.observation, spec, factor);
    return told(search({ from: unchanged, to: direction === 'up' ? mostFactor : 0 }, vary), found => {
      const changed = decide(vary(found.at));
      const replicas = changed.desiredReplicas;
      const amount = loadOf(changed, index);
      return amount === undefined ? undefined : {
        metric, direction, replicas, what: 'load', text: loadText(metric, direction, { amount, replicas }),
      };
    });
  });
  return [...loads, ...requestChanges(pass, step, search), ...targetChanges(pass, step, search)];
}

type Search = (
  limits: { readonly from: number; readonly to: number }, vary: (at: number) => Observation,
) => Found | undefined;

function requestChanges(pass: DecidedPass, { spec, index, result }: MetricStep, search: Search): Change[] {
  const { config, memory, observation } = pass;
  const resource = metricResource(spec);
  const pods = result.ok && result.arithmetic.kind === 'pods' ? result.arithmetic : undefined;
  if (resource === undefined || pods?.proposal.usage.requestMilli === undefined) {
    return [];
  }
  return (['down', 'up'] as const).flatMap(direction => {
    const vary = (factor: number) => withRequests(observation, resource, factor);
    const limit = direction === 'up' ? mostFactor : unchanged / 100;
    return told(search({ from: unchanged, to: limit }, vary), ({ at }) => {
      const changed = decideReplicas(config, memory, vary(at)).decision;
      const replicas = changed.desiredReplicas;
      const amount = requestOf(changed, index);
      const metric = metricName(spec);
      if (amount === undefined) {
        return undefined;
      }
      return {
        metric, direction, replicas, what: 'requests',
        text: direction === 'up'
          ? t('{0}: with requests of {1} a pod or more it would be {2}', metric, amount, replicas)
          : t('{0}: with requests of {1} a pod or less it would be {2}', metric, amount, replicas),
      };
    });
  });
}

function targetChanges(pass: DecidedPass, { spec, index }: MetricStep, search: Search): Change[] {
  const { config, memory, observation } = pass;
  const scale = targetScale(spec);
  if (!scale) {
    return [];
  }
  return (['down', 'up'] as const).flatMap(direction => {
    const vary = (at: number) => withTarget(observation, index, target => ({ ...target, ...scale.fields(at) }));
    const limits = { from: scale.now, to: direction === 'up' ? scale.most : scale.least };
    return told(search(limits, vary), ({ at }) => {
      const replicas = decideReplicas(config, memory, vary(at)).decision.desiredReplicas;
      const metric = metricName(spec);
      return {
        metric, direction, replicas, what: 'target',
        text: direction === 'up'
          ? t('{0}: with a target of {1} or more it would be {2}', metric, scale.text(at), replicas)
          : t('{0}: with a target of {1} or less it would be {2}', metric, scale.text(at), replicas),
      };
    });
  });
}

interface TargetScale {
  readonly now: number;
  readonly least: number;
  readonly most: number;
  readonly fields: (at: number) => Partial<Pick<MetricTarget, 'averageUtilization' | 'averageValue' | 'value'>>;
  readonly text: (at: number) => string;
}

/** A utilization goes by whole percents, an amount by thousandths. */
function targetScale(spec: MetricSpec): TargetScale | undefined {
  const target = targetOf(spec);
  const amount = target?.averageValue ?? target?.value;
  if (target && amount === undefined && target.averageUtilization !== undefined) {
    return {
      now: target.averageUtilization, least: 1, most: mostPercent,
      fields: at => ({ averageUtilization: at }), text: at => `${at}%`,
    };
  }
  const parsed = amount === undefined ? undefined : parseQuantity(String(amount));
  const now = parsed?.ok ? milliValue(parsed.quantity) : 0n;
  if (now <= 0n || now > BigInt(Number.MAX_SAFE_INTEGER) / 10n) {
    return undefined;
  }
  const field = target?.averageValue === undefined ? 'value' : 'averageValue';
  return {
    now: Number(now), least: 1, most: Number(now) * 10,
    fields: at => ({ [field]: milliText(BigInt(at)) }), text: at => metricAmount(metricResource(spec), BigInt(at)),
  };
}

function told(found: Found | undefined, change: (found: Found) => Change | undefined): Change[] {
  const made = found && change(found);
  return made ? [made] : [];
}

/** The sum of what the pods use, or the value, in a changed pass. */
function loadOf(decision: HpaDecision, index: number): string | undefined {
  const { spec, arithmetic } = arithmeticOf(decision, index) ?? {};
  if (!spec || !arithmetic) {
    return undefined;
  }
  return arithmetic.kind === 'pods'
    ? metricAmount(metricResource(spec), arithmetic.proposal.usage.totalMilli)
    : milliText(arithmetic.usageMilli);
}

/** What a pod requests on average in a changed pass, as it is once each is rounded up to a thousandth. */
function requestOf(decision: HpaDecision, index: number): string | undefined {
  const { spec, arithmetic } = arithmeticOf(decision, index) ?? {};
  const { requestMilli, count } = arithmetic?.kind === 'pods' ? arithmetic.proposal.usage : {};
  return spec && requestMilli !== undefined && count
    ? metricAmount(metricResource(spec), requestMilli / BigInt(count))
    : undefined;
}

function arithmeticOf(
  { steps }: HpaDecision, index: number,
): { readonly spec: MetricSpec; readonly arithmetic: MetricArithmetic } | undefined {
  const step = steps.find(candidate => candidate.kind === 'metric' && candidate.index === index);
  return step?.kind === 'metric' && step.result.ok
    ? { spec: step.spec, arithmetic: step.result.arithmetic } : undefined;
}

function loadText(
  metric: string,
  direction: Change['direction'],
  { amount, replicas }: { readonly amount: string; readonly replicas: number },
): string {
  return direction === 'up'
    ? t('{0}: from {1} in sum on it would be {2}', metric, amount, replicas)
    : t('{0}: at {1} in sum or less it would be {2}', metric, amount, replicas);
}
