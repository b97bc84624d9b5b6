import { t } from '../../../base/l10n.js';
import type { HorizontalPodAutoscalerStatus } from '../../kube/hpa.js';
import type { ControllerConfig } from '../controllerConfig.js';
import { noMemory, remember, type ControllerMemory, type HpaMemory } from '../controllerMemory.js';
import { verifiedMinors } from '../controllerVersion.js';
import { decideReplicas } from '../decision.js';
import { clockText } from '../explain/clockText.js';
import { hpaKey, type Observation } from '../observation.js';
import type { Assumption } from './controllerSettings.js';
import { hasSameSamples, isSameOutcome, type DifferenceReason } from './verdict.js';

/** A decision of ours that is not the controller's. */
export interface Difference {
  readonly config: ControllerConfig;
  readonly assumptions: readonly Assumption[];
  /** Before the pass. */
  readonly memory: ControllerMemory;
  /** From when on the memory is known. Unix time, ns. */
  readonly sinceNs: bigint;
  readonly observation: Observation;
  readonly status: HorizontalPodAutoscalerStatus | undefined;
}

const nsPerSecond = 1_000_000_000n;
/** Changes of the scale that are tried as an explanation. */
const mostTried = 100;

/**
 * Why the controller decided otherwise. What can be tried is tried: another memory or another flag is named only when
 * the decision comes out as the controller's with it.
 */
export function differenceReasons(difference: Difference): DifferenceReason[] {
  const reasons = [
    memoryReason(difference), sampleReason(difference), flagReason(difference), versionReason(difference),
  ].filter(reason => reason !== undefined);
  return reasons.length > 0 ? reasons
    : [{ kind: 'unknown', text: t('nothing that we know of explains it') }];
}

function memoryReason(difference: Difference): DifferenceReason | undefined {
  const { observation, memory, sinceNs, status } = difference;
  const key = hpaKey(observation.hpa);
  const known = memory.get(key) ?? noMemory;
  const wanted = status?.desiredReplicas ?? 0;
  const when = clockText(sinceNs);
  const explains = (changed: Partial<HpaMemory>): boolean =>
    isExplained(difference, { memory: remember(memory, key, { ...known, ...changed }) });
  const before = sinceNs - nsPerSecond;

  const tried = { replicas: wanted, timestampNs: before };
  const older = known.recommendations.filter(({ timestampNs }) => timestampNs > sinceNs);
  if ([known.recommendations, older].some(others => explains({ recommendations: [tried, ...others] }))) {
    return {
      kind: 'memory',
      text: t('its memory before {0} is unknown to us: a recommendation of {1} would explain it', when, wanted),
    };
  }
  for (let change = 1; change <= mostTried; change++) {
    const event = { change, timestampNs: before, isOutdated: false };
    if (explains({ scaleUpEvents: [...known.scaleUpEvents, event] })) {
      return { kind: 'memory', text: scaleText(when, t('up by {0}', change)) };
    }
    if (explains({ scaleDownEvents: [...known.scaleDownEvents, event] })) {
      return { kind: 'memory', text: scaleText(when, t('down by {0}', change)) };
    }
  }
  return undefined;
}

function scaleText(when: string, change: string): string {
  return t('its memory before {0} is unknown to us: a scaling {1} would explain it', when, change);
}

function sampleReason({ config, memory, observation, status }: Difference): DifferenceReason | undefined {
  return hasSameSamples(decideReplicas(config, memory, observation).decision, status) ? undefined
    : { kind: 'sample', text: t('it read other samples than we did a moment later') };
}

/** The values next to those that nobody confirmed. */
function flagReason(difference: Difference): DifferenceReason | undefined {
  const { config, assumptions } = difference;
  const isAssumed = (flag: string): boolean =>
    assumptions.some(({ what, from }) => what === flag && from === 'default');
  const seconds = (...values: number[]): bigint[] => values.map(value => BigInt(value) * nsPerSecond);
  const text = (ns: bigint): string => `${ns / nsPerSecond} s`;
  const tries: readonly (readonly [flag: string, value: string, changed: Partial<ControllerConfig>])[] = [
    ...[0, 0.01, 0.05, 0.15, 0.2].map(tolerance => ['tolerance', String(tolerance), { tolerance }] as const),
    ...seconds(0, 30, 60, 120, 600).map(ns =>
      ['downscale-stabilization', text(ns), { downscaleStabilizationNs: ns }] as const),
    ...seconds(0, 5, 30, 60, 120, 600).map(ns =>
      ['cpu-initialization-period', text(ns), { cpuInitializationPeriodNs: ns }] as const),
    ...seconds(0, 5, 10, 60, 120).map(ns =>
      ['initial-readiness-delay', text(ns), { initialReadinessDelayNs: ns }] as const),
  ];
  const found = tries.find(([flag, , changed]) =>
    isAssumed(flag) && isExplained(difference, { config: { ...config, ...changed } }));
  return found && {
    kind: 'flag', text: t('{0} is assumed: with {1} it would be the controller\'s', found[0], found[1]),
  };
}

function versionReason({ config: { minor } }: Difference): DifferenceReason | undefined {
  return verifiedMinors.includes(minor) ? undefined
    : { kind: 'version', text: t('1.{0} was not compared with the real controller', minor) };
}

function isExplained(difference: Difference, changed: Partial<Difference>): boolean {
  const { config, memory, observation, status } = { ...difference, ...changed };
  return isSameOutcome(decideReplicas(config, memory, observation).decision, status);
}
