import { t } from '../../base/l10n.js';
import { lockedGateOff, type ControllerConfig } from '../hpa/controllerConfig.js';
import { followedMinor, newestMinor, parseMinor } from '../hpa/controllerVersion.js';
import { restMappings } from '../hpa/restMappings.js';
import { elementsOf, isObject, stringAt, type JsonObject, type JsonValue } from '../raw/jsonValue.js';
import { recordingFormatVersion, type RecordingHeader } from './recording.js';
import { RecordingError } from './recordingError.js';

const nsPerSecond = 1_000_000_000;

/** The first line of a recording. What it does not say is what a controller of its version has by default. */
export function parseHeader(
  header: JsonObject, line: number,
): { readonly header: RecordingHeader; readonly warnings: readonly string[] } {
  if (header['kind'] !== 'HpaRecording') {
    throw new RecordingError({ line, field: 'kind', message: t('must be HpaRecording') });
  }
  if (header['formatVersion'] !== recordingFormatVersion) {
    const told = JSON.stringify(header['formatVersion']) ?? t('absent');
    throw new RecordingError({
      line, field: 'formatVersion', message: t('{0} is not known, only {1} is', told, recordingFormatVersion),
    });
  }

  const controller = isObject(header['controller']) ? header['controller'] : {};
  const statedMinor = minorOf(controller, line);
  return {
    header: {
      recordedBy: stringAt(header, 'recordedBy') ?? '',
      config: configOf(header, controller, { minor: followedMinor(statedMinor), line }),
      statedMinor,
      isMemoryComplete: memoryOf(header['memory'], line) === 'empty',
    },
    warnings: followedMinor(statedMinor) === statedMinor ? [] : [
      t('line {0}: Kubernetes 1.{1} is not known and is taken for 1.{2}',
        line, statedMinor, followedMinor(statedMinor)),
    ],
  };
}

function minorOf(controller: JsonObject, line: number): number {
  const version = controller['version'];
  if (version === undefined) {
    return newestMinor;
  }
  const minor = typeof version === 'string' ? parseMinor(version) : undefined;
  if (minor === undefined) {
    throw new RecordingError({ line, field: 'controller.version', message: t('must be a version such as 1.37') });
  }
  return minor;
}

function memoryOf(memory: JsonValue | undefined, line: number): 'empty' | 'unknown' {
  if (memory === undefined || memory === 'empty') {
    return 'empty';
  }
  if (memory === 'unknown') {
    return memory;
  }
  throw new RecordingError({ line, field: 'memory', message: t('must be empty or unknown') });
}

function configOf(
  header: JsonObject, controller: JsonObject, { minor, line }: { readonly minor: number; readonly line: number },
): ControllerConfig {
  const number = (field: string, otherwise: number) => numberAt(controller, field, { otherwise, line });
  const featureGates = gatesOf(controller['featureGates'], line);
  const locked = lockedGateOff(featureGates, minor);
  if (locked !== undefined) {
    throw new RecordingError({
      line, field: `controller.featureGates.${locked}`, message: t('cannot be off in Kubernetes 1.{0}', minor),
    });
  }
  return {
    minor,
    featureGates,
    tolerance: number('tolerance', 0.1),
    downscaleStabilizationNs: nsOf(number('downscaleStabilizationSeconds', 300)),
    cpuInitializationPeriodNs: nsOf(number('cpuInitializationPeriodSeconds', 300)),
    initialReadinessDelayNs: nsOf(number('initialReadinessDelaySeconds', 30)),
    restMappings: restMappings(mappingsOf(header['restMappings'], line)),
    customMetricsVersion: stringAt(header, 'customMetricsVersion'),
  };
}

function numberAt(
  controller: JsonObject, field: string, { otherwise, line }: { readonly otherwise: number; readonly line: number },
): number {
  const value = controller[field];
  if (value === undefined) {
    return otherwise;
  }
  if (typeof value !== 'number') {
    throw new RecordingError({ line, field: `controller.${field}`, message: t('must be a number') });
  }
  return value;
}

function gatesOf(gates: JsonValue | undefined, line: number): Record<string, boolean> {
  return Object.fromEntries(Object.entries(isObject(gates) ? gates : {}).map(([gate, on]) => {
    if (typeof on !== 'boolean') {
      throw new RecordingError({ line, field: `controller.featureGates.${gate}`, message: t('must be true or false') });
    }
    return [gate, on];
  }));
}

function mappingsOf(mappings: JsonValue | undefined, line: number): Record<string, string[]> {
  return Object.fromEntries(Object.entries(isObject(mappings) ? mappings : {}).map(([kind, paths]) => {
    if (!Array.isArray(paths)) {
      throw new RecordingError({ line, field: `restMappings["${kind}"]`, message: t('must be a list of resources') });
    }
    return [kind, elementsOf(paths).map(String)];
  }));
}

function nsOf(seconds: number): bigint {
  return BigInt(Math.round(seconds * nsPerSecond));
}
