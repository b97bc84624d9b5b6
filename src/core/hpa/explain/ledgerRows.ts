import { t } from '../../../base/l10n.js';
import { zeroTimeNs } from '../../kube/time.js';
import type { LedgerPod, PodArithmetic } from '../decisionSteps.js';
import type { DecidingTimes, PodRule } from '../podGroups.js';
import { clockText, spanText } from './clockText.js';
import type { LedgerRow } from './explanation.js';
import { metricAmount } from './metricAmount.js';

/** The rows of a ledger: the pods of the selector in their order, then pods that only the metrics API knows. */
export function ledgerRows(
  ledger: readonly LedgerPod[],
  resource: string | undefined,
  { nowNs, arithmetic }: { readonly nowNs: bigint; readonly arithmetic: PodArithmetic | undefined },
): LedgerRow[] {
  const known = ledger.map(pod => rowOf(pod, { resource, nowNs, arithmetic }));
  const unknown = (arithmetic?.unknownPods ?? []).map(({ name, valueMilli }): LedgerRow => ({
    pod: name,
    uid: undefined,
    group: 'unknown',
    usage: metricAmount(resource, valueMilli),
    request: '',
    share: '',
    sampleAge: '',
    assumed: '',
    why: arithmetic && 'averageMilli' in arithmetic.target
      ? t('measured, but no pod of the selector; counts in the average')
      : t('measured, but no pod of the selector; does not count'),
  }));
  return [...known, ...unknown];
}

interface RowContext {
  readonly resource: string | undefined;
  readonly nowNs: bigint;
  readonly arithmetic: PodArithmetic | undefined;
}

function rowOf({ pod, group, rule, sample, deciding, request }: LedgerPod, context: RowContext): LedgerRow {
  const { resource, nowNs, arithmetic } = context;
  const requestMilli = request?.ok ? request.requestMilli : undefined;
  return {
    pod: pod.metadata.name,
    uid: pod.metadata.uid,
    group,
    usage: sample ? metricAmount(resource, sample.valueMilli) : '',
    request: requestText(request, resource),
    share: sample && requestMilli ? `${sample.valueMilli * 100n / requestMilli}%` : '',
    sampleAge: sample && sample.timestampNs !== zeroTimeNs ? spanText(nowNs - sample.timestampNs) : '',
    assumed: assumedText(pod.metadata.name, { arithmetic, resource, requestMilli }),
    why: [ruleText(rule), deciding && timesText(deciding), request?.ok === false ? request.error : undefined]
      .filter(part => part !== undefined)
      .join('; '),
  };
}

function requestText(request: LedgerPod['request'], resource: string | undefined): string {
  if (!request?.ok) {
    return '';
  }
  const amount = metricAmount(resource, request.requestMilli);
  return request.from === 'pod' ? t('{0} of the pod', amount) : amount;
}

function assumedText(
  name: string,
  { arithmetic, resource, requestMilli }: {
    readonly arithmetic: PodArithmetic | undefined;
    readonly resource: string | undefined;
    readonly requestMilli: bigint | undefined;
  },
): string {
  const value = arithmetic?.proposal.assumed?.values.get(name);
  if (value === undefined) {
    return '';
  }
  const amount = value === 0n ? '0' : metricAmount(resource, value);
  return requestMilli && value > 0n ? `${amount} (${value * 100n / requestMilli}%)` : amount;
}

function ruleText(rule: PodRule): string {
  switch (rule) {
    case 'deleted': return t('is being deleted');
    case 'failed': return t('has failed');
    case 'pending': return t('is Pending');
    case 'noSample': return t('no sample');
    case 'notStarted': return t('has no Ready condition or no start time');
    case 'youngNotReady': return t('started lately and is not ready');
    case 'sampleTooEarly': return t('its sample is from before it was ready for a whole window');
    case 'neverReady': return t('has never been ready');
    case 'counted': return t('counts');
  }
}

function timesText({ first, second }: DecidingTimes): string {
  return `${momentText(first.what)} ${clockText(first.ns)}, ${momentText(second.what)} ${clockText(second.ns)}`;
}

function momentText(what: DecidingTimes['first']['what'] | DecidingTimes['second']['what']): string {
  switch (what) {
    case 'initializationEnd': return t('initialization ends');
    case 'readinessDelayEnd': return t('readiness delay ends');
    case 'sample': return t('sample of');
    case 'now': return t('now');
    case 'readyChange': return t('readiness changed');
    case 'firstUsableSample': return t('samples count from');
  }
}
