import { parseDuration } from '../../kube/duration.js';
import { lockedGateOff, type ControllerConfig } from '../controllerConfig.js';
import { followedMinor, newestMinor, parseMinor, type ControllerMinor } from '../controllerVersion.js';
import type { Assumption, ControllerSettings } from './controllerSettings.js';

/** The part of a configuration that is flags and a version. */
export type ControllerFlags = Omit<ControllerConfig, 'restMappings' | 'customMetricsVersion'>;

/** What the controller runs with, as far as anybody can tell. */
export interface ControllerAssumptions {
  readonly flags: ControllerFlags;
  readonly statedMinor: ControllerMinor;
  readonly values: readonly Assumption[];
}

const nsPerSecond = 1_000_000_000;
const prefix = 'horizontal-pod-autoscaler-';

/**
 * Puts together what a controller runs with: what the user sets comes first, then what was seen, then the defaults.
 *
 * @param version of the API server, `v1.37.1`; absent: it was not seen
 * @param command the command line of kube-controller-manager; absent: no pod of it was seen
 */
export function controllerAssumptions(
  version: string | undefined, command: readonly string[] | undefined, settings: ControllerSettings,
): ControllerAssumptions {
  const flags = flagsOf(command ?? []);
  const values: Assumption[] = [];
  const know = <T>(what: string, candidates: Candidates<T>, text: (value: T) => string): T => {
    const { set, seen, otherwise } = candidates;
    const value = set ?? seen ?? otherwise;
    const isSeen = seen !== undefined || command !== undefined && what !== 'version';
    values.push({ what, value: text(value), from: set !== undefined ? 'set' : isSeen ? 'seen' : 'default' });
    return value;
  };
  const seconds = (flag: string, set: number | undefined, otherwise: number): bigint => know(flag, {
    set: set === undefined ? undefined : BigInt(Math.round(set * nsPerSecond)),
    seen: durationOf(flags.get(prefix + flag)),
    otherwise: BigInt(otherwise) * BigInt(nsPerSecond),
  }, ns => `${Number(ns) / nsPerSecond} s`);

  const minorText = (minor: ControllerMinor): string => `1.${minor}`;
  const statedMinor = know('version', {
    set: parseMinor(settings.version ?? ''), seen: parseMinor(version ?? ''), otherwise: newestMinor,
  }, minorText);
  const minor = followedMinor(statedMinor);
  const tolerance = know('tolerance', {
    set: settings.tolerance, seen: numberOf(flags.get(`${prefix}tolerance`)), otherwise: 0.1,
  }, String);
  return {
    statedMinor,
    flags: {
      minor,
      tolerance,
      downscaleStabilizationNs: seconds('downscale-stabilization', settings.downscaleStabilizationSeconds, 300),
      cpuInitializationPeriodNs: seconds('cpu-initialization-period', settings.cpuInitializationPeriodSeconds, 300),
      initialReadinessDelayNs: seconds('initial-readiness-delay', settings.initialReadinessDelaySeconds, 30),
      featureGates: gatesOf(flags.get('feature-gates'), minor),
    },
    values,
  };
}

interface Candidates<T> {
  readonly set: T | undefined;
  readonly seen: T | undefined;
  readonly otherwise: T;
}

/** `--name=value` and `--name value`, by name. The last one of a name counts. */
function flagsOf(command: readonly string[]): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  command.forEach((word, index) => {
    const [, name, , value] = /^--?([\w-]+)(=(.*))?$/s.exec(word) ?? [];
    if (name !== undefined) {
      flags.set(name, value ?? command[index + 1] ?? '');
    }
  });
  return flags;
}

function durationOf(text: string | undefined): bigint | undefined {
  const parsed = text === undefined ? undefined : parseDuration(text);
  return parsed?.ok ? parsed.ns : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Gates that this version would not start with are of another one, and are left out. */
function gatesOf(text: string | undefined, minor: ControllerMinor): Readonly<Record<string, boolean>> {
  const gates = Object.fromEntries((text ?? '').split(',').flatMap(part => {
    const [, gate, on] = /^\s*(\w+)\s*=\s*(true|false)\s*$/.exec(part) ?? [];
    return gate === undefined ? [] : [[gate, on === 'true'] as const];
  }));
  const locked = lockedGateOff(gates, minor);
  return locked === undefined ? gates : Object.fromEntries(Object.entries(gates).filter(([gate]) => gate !== locked));
}
