import { parseLabelSelector, parseScaleSelector } from '../../kube/labels/labelSelector.js';
import type { ParsedSelector } from '../../kube/labels/parseSelector.js';
import type { LabelRequirements } from '../../kube/labels/requirement.js';
import { isObject, stringAt, valueAt, type JsonObject, type JsonValue } from '../../raw/jsonValue.js';
import { decodeKnown, decoded, failed, type Decoded } from './decodeObject.js';

/** The scale of a target as the controller reads it. */
export interface Scale {
  /** The name that the scale says, which an update is sent to. */
  readonly name: string;
  /** `spec.replicas`: what was asked for. */
  readonly replicas: number;
  /** `status.replicas`: what there is. */
  readonly statusReplicas: number;
  /** `status.selector`; empty when the target has none. */
  readonly selector: LabelRequirements;
  /** The answer as it came. */
  readonly object: JsonObject;
}

const scheme = 'k8s.io/client-go/scale/util.go:146';
/** Before `apps/v1` a scale gave the labels to match beside the text. */
const oldVersions = ['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'];
const kinds = ['autoscaling/v1', ...oldVersions].map(version => `${version}/Scale`);
const notConvertible = 'received an object from a /scale endpoint which was not convertible to autoscaling Scale';

/**
 * The scale in an answer.
 *
 * @see kubernetes/client-go scale/client.go, `convertToScale`
 */
export function decodeScale(body: JsonValue | undefined): Decoded<Scale> {
  const known = decodeKnown(body, kinds, scheme);
  if (!known.ok) {
    return known;
  }
  const object = known.value;
  const fault = typeFault(object);
  if (fault !== undefined) {
    return failed(fault);
  }
  const selector = selectorOf(object);
  if (selector?.ok === false) {
    return failed(`${notConvertible}: ${selector.error}`);
  }
  return decoded({
    name: stringAt(valueAt(object, 'metadata'), 'name') ?? '',
    replicas: integerAt(object, 'spec'),
    statusReplicas: integerAt(object, 'status'),
    selector: selector?.requirements ?? [],
    object,
  });
}

function selectorOf(object: JsonObject): ParsedSelector | undefined {
  const status = valueAt(object, 'status');
  const isOld = oldVersions.includes(stringAt(object, 'apiVersion') ?? '');
  const text = stringAt(status, isOld ? 'targetSelector' : 'selector') ?? '';
  if (text !== '') {
    return withReason('failed to parse target selector', parseScaleSelector(text));
  }
  const labels = valueAt(status, 'selector');
  const matchLabels = labels as Readonly<Record<string, string>>;
  return isOld && isObject(labels)
    ? withReason('invalid label selector', parseLabelSelector({ matchLabels }))
    : undefined;
}

function withReason(what: string, parsed: ParsedSelector): ParsedSelector {
  return parsed.ok ? parsed : { ok: false, error: `${what}: ${parsed.error}` };
}

/** What Go's decoder refuses: numbers that are no int32. */
function typeFault(object: JsonObject): string | undefined {
  for (const [part, type] of [['spec', 'ScaleSpec'], ['status', 'ScaleStatus']] as const) {
    const value = valueAt(valueAt(object, part), 'replicas') ?? 0;
    if (typeof value !== 'number' || (value | 0) !== value) {
      const told = typeof value === 'number' ? `number ${value}` : typeof value;
      return `json: cannot unmarshal ${told} into Go struct field ${type}.${part}.replicas of type int32`;
    }
  }
  return undefined;
}

function integerAt(object: JsonObject, part: string): number {
  const found = valueAt(valueAt(object, part), 'replicas');
  return typeof found === 'number' ? found : 0;
}
