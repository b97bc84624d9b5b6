import { t } from '../../base/l10n.js';
import type { AutoscalerMetric } from '../../core/hpa/autoscalerMetric.js';
import type { AutoscalerRow } from '../../core/hpa/autoscalerRow.js';
import { describeScalingRules } from '../../core/hpa/describeScalingRules.js';
import { behaviorText, rulesText, type ScalingRules } from '../../core/hpa/scalingBehavior.js';
import { formatAge } from '../../core/kube/age.js';
import type { HpaCondition } from '../../core/kube/hpa.js';
import type { KindRef } from '../../core/raw/objectRef.js';
import { eventsLine, podsLine } from './autoscalerLive.js';
import { decisionLine } from './decisionLine.js';
import type { DetailNode } from './detailNode.js';
import { detail } from './detailNodes.js';
import type { LiveDetails } from './liveDetails.js';

/** The lines below an autoscaler. */
export function autoscalerDetails(row: AutoscalerRow, live: LiveDetails): DetailNode[] {
  const id = `hpa/${row.id}`;
  return [
    decisionLine(id, row, live),
    targetLine(id, row),
    metricsLine(id, row.metrics),
    conditionsLine(id, row),
    behaviorLine(id, row),
    ...row.lastScaleTime === undefined ? [] : [lastScaleLine(id, row.lastScaleTime)],
    eventsLine(id, row, live),
    podsLine(id, row, live),
  ];
}

/** What an autoscaler scales. */
export function targetRef({ namespace, target }: Pick<AutoscalerRow, 'namespace' | 'target'>): KindRef {
  const { apiVersion = '', kind, name } = target;
  return { apiVersion, kind, namespace, name };
}

/** `2 … 10 replicas`. */
export function boundsText({ minReplicas, maxReplicas }: Pick<AutoscalerRow, 'minReplicas' | 'maxReplicas'>): string {
  return t('{0} … {1} replicas', minReplicas, maxReplicas);
}

function targetLine(id: string, row: AutoscalerRow): DetailNode {
  return detail({
    id: `${id}/target`,
    label: t('Target'),
    description: `${row.reference}, ${boundsText(row)}`,
    spoken: `${row.reference}, ${t('{0} to {1} replicas', row.minReplicas, row.maxReplicas)}`,
    icon: 'target',
    contextValue: 'hpaTarget',
    about: { target: targetRef(row) },
  });
}

function metricsLine(id: string, metrics: readonly AutoscalerMetric[]): DetailNode {
  return detail({
    id: `${id}/metrics`, label: t('Metrics'), description: String(metrics.length), icon: 'pulse', open: true,
    children: () => metrics.map(({ source, name, text, words }, index) => detail({
      id: `${id}/metric/${index}`, label: name, description: `${text}   ${source}`, spoken: words,
      icon: 'symbol-numeric', contextValue: 'hpaMetric',
    })),
  });
}

/** Open when one of them says that the autoscaler cannot scale: nobody should have to look for that. */
function conditionsLine(id: string, { conditions, because, state }: AutoscalerRow): DetailNode {
  return detail({
    id: `${id}/conditions`, label: t('Conditions'), description: String(conditions.length), icon: 'checklist',
    open: state === 'failing',
    children: () => conditions.map(condition => conditionLine(id, condition, because?.reason)),
  });
}

/** The condition that explains the state looks like the state; the others need no look. */
function conditionLine(id: string, condition: HpaCondition, blockingReason: string | undefined): DetailNode {
  const { type, status, reason, message, lastTransitionTime } = condition;
  const isBlocking = status === 'False' && blockingReason === reason;
  const age = lastTransitionTime ? formatAge(lastTransitionTime, Date.now()) : undefined;
  const since = age === undefined ? undefined : t('since {0}', age);
  return detail({
    id: `${id}/condition/${type}`,
    label: type,
    description: [status, reason, age, message].filter(Boolean).join('  '),
    spoken: [status, reason, since, message].filter(Boolean).join(', '),
    ...(isBlocking ? { icon: 'error', color: 'list.errorForeground' } : { icon: 'info' }),
    contextValue: 'hpaCondition',
  });
}

function behaviorLine(id: string, { behavior }: AutoscalerRow): DetailNode {
  return detail({
    id: `${id}/behavior`, label: t('Behavior'), description: behaviorText(behavior), icon: 'settings',
    ...behavior ? {
      children: () => [
        directionLine(`${id}/behavior/up`, t('Scale Up'), behavior.up),
        directionLine(`${id}/behavior/down`, t('Scale Down'), behavior.down),
      ],
    } : {},
  });
}

function directionLine(id: string, label: string, rules: ScalingRules): DetailNode {
  return detail({
    id, label, description: rulesText(rules), open: true,
    children: () => describeScalingRules(rules).map((rule, index) =>
      detail({ id: `${id}/${index}`, label: rule.label, description: rule.value })),
  });
}

function lastScaleLine(id: string, lastScaleTime: string): DetailNode {
  const age = formatAge(lastScaleTime, Date.now());
  return detail({
    id: `${id}/lastScale`, label: t('Last scale'), description: t('{0} ago', age), icon: 'history',
    spoken: `${t('{0} ago', age)}, ${new Date(lastScaleTime).toLocaleString()}`,
  });
}
