import { t } from '../../base/l10n.js';
import type { HorizontalPodAutoscaler } from '../kube/hpa.js';
import type { Pod } from '../kube/pod.js';
import { parseTimeNs } from '../kube/time.js';
import type { ApiResponses } from '../hpa/requests/apiReader.js';
import { isObject, parseJson, stringAt, valueAt, type JsonObject, type JsonValue } from '../raw/jsonValue.js';
import { parseHeader } from './parseHeader.js';
import type { RecordedPass, Recording, RecordingFault } from './recording.js';
import { RecordingError } from './recordingError.js';

/** A recording, or the first fault of its file. */
export type ParsedRecording =
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly fault: RecordingFault };

/**
 * Reads a recording: JSON Lines, a header and then one pass a line. Fields that are not known are ignored. A last line
 * that was cut off, as a crash leaves it, is dropped with a warning.
 */
export function parseRecording(text: string): ParsedRecording {
  try {
    return { ok: true, recording: readLines(text.replace(/^\ufeff/, '')) };
  } catch (error) {
    if (error instanceof RecordingError) {
      return { ok: false, fault: error.fault };
    }
    throw error;
  }
}

interface Line {
  readonly number: number;
  readonly text: string;
  /** Whether a line break ends it. */
  readonly isWhole: boolean;
}

function readLines(text: string): Recording {
  const parts = text.split('\n');
  const lines = parts
    .map((part, index): Line => ({ number: index + 1, text: part.trim(), isWhole: index < parts.length - 1 }))
    .filter(line => line.text !== '');
  const [first, ...others] = lines;
  if (!first) {
    throw new RecordingError({ line: 1, field: undefined, message: t('the file is empty') });
  }

  const { header, warnings } = parseHeader(objectOf(first), first.number);
  const told = [...warnings];
  const passes: RecordedPass[] = [];
  for (const line of others) {
    if (!line.isWhole && parseJson(line.text) === undefined) {
      told.push(t('line {0}: the last line is cut off and was left out', line.number));
    } else {
      passes.push(parsePass(objectOf(line), line.number));
    }
  }
  return { header, passes, warnings: told };
}

function objectOf({ text, number }: Line): JsonObject {
  const value = parseJson(text);
  if (value === undefined) {
    throw new RecordingError({ line: number, field: undefined, message: t('not JSON') });
  }
  if (!isObject(value)) {
    throw new RecordingError({ line: number, field: undefined, message: t('not a JSON object') });
  }
  return value;
}

function parsePass(line: JsonObject, number: number): RecordedPass {
  const time = stringAt(line, 'time');
  const nowNs = parseTimeNs(time ?? '');
  if (time === undefined || nowNs === undefined) {
    throw new RecordingError({ line: number, field: 'time', message: t('must be an RFC 3339 time') });
  }
  if (line['deleted'] !== undefined) {
    return { kind: 'deleted', time, line: number, key: deletedKey(line['deleted'], number) };
  }
  const hpa: unknown = line['hpa'];
  const pods: unknown = line['pods'] ?? []; // a list without elements may be written as null
  const responses: unknown = line['responses'] ?? {};
  assertHpa(hpa, number);
  assertPods(pods, number);
  assertResponses(responses, number);
  return { kind: 'observation', time, line: number, observation: { nowNs, hpa, pods, responses } };
}

function deletedKey(deleted: JsonValue | undefined, line: number): string {
  const namespace = stringAt(deleted, 'namespace');
  const name = stringAt(deleted, 'name');
  if (namespace === undefined || name === undefined) {
    throw new RecordingError({ line, field: 'deleted', message: t('must have a namespace and a name') });
  }
  return `${namespace}/${name}`;
}

/** Only what the decision cannot do without is looked for; the rest is as the API server sent it. */
function assertHpa(hpa: unknown, line: number): asserts hpa is HorizontalPodAutoscaler {
  const fault = (field: string, message: string) => new RecordingError({ line, field, message });
  if (!isObject(hpa)) {
    throw fault('hpa', t('must be a HorizontalPodAutoscaler'));
  }
  if (stringAt(valueAt(hpa, 'metadata'), 'name') === undefined) {
    throw fault('hpa.metadata.name', t('must be a text'));
  }
  const spec = valueAt(hpa, 'spec');
  if (!isObject(valueAt(spec, 'scaleTargetRef'))) {
    throw fault('hpa.spec.scaleTargetRef', t('must be an object'));
  }
  if (typeof valueAt(spec, 'maxReplicas') !== 'number') {
    throw fault('hpa.spec.maxReplicas', t('must be a number'));
  }
}

function assertPods(pods: unknown, line: number): asserts pods is readonly Pod[] {
  if (!Array.isArray(pods)) {
    throw new RecordingError({ line, field: 'pods', message: t('must be a list of pods') });
  }
  const bad = pods.findIndex(pod => stringAt(valueAt(pod, 'metadata'), 'name') === undefined);
  if (bad >= 0) {
    throw new RecordingError({ line, field: `pods[${bad}].metadata.name`, message: t('must be a text') });
  }
}

function assertResponses(responses: unknown, line: number): asserts responses is ApiResponses {
  if (!isObject(responses)) {
    throw new RecordingError({ line, field: 'responses', message: t('must be an object') });
  }
  for (const [request, response] of Object.entries(responses)) {
    if (typeof valueAt(response, 'status') !== 'number') {
      throw new RecordingError({ line, field: `responses["${request}"].status`, message: t('must be a number') });
    }
  }
}
