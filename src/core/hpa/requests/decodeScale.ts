import { parseScaleSelector } from '../../kube/labels/labelSelector.js';
import type { LabelRequirements } from '../../kube/labels/requirement.js';
import { stringAt, valueAt, type JsonObject, type JsonValue } from '../../raw/jsonValue.js';
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

const scheme = 'k8s.io/client-go/scale/scheme/appsint/register.go:51';

/**
 * The scale in an answer.
 *
 * @see kubernetes/client-go scale/client.go, `convertToScale`
 */
export function decodeScale(body: JsonValue | undefined): Decoded<Scale> {
  const known = decodeKnown(body, ['autoscaling/v1/Scale'], scheme);
  if (!known.ok) {
    return known;
  }
  const object = known.value;
  const status = valueAt(object, 'status');
  const selectorText = stringAt(status, 'selector') ?? '';
  const selector = selectorText === '' ? undefined : parseScaleSelector(selectorText);
  if (selector?.ok === false) {
    const what = 'received an object from a /scale endpoint which was not convertible to autoscaling Scale';
    return failed(`${what}: failed to parse target selector: ${selector.error}`);
  }
  return decoded({
    name: stringAt(valueAt(object, 'metadata'), 'name') ?? '',
    replicas: integerAt(valueAt(object, 'spec'), 'replicas'),
    statusReplicas: integerAt(status, 'replicas'),
    selector: selector?.requirements ?? [],
    object,
  });
}

function integerAt(value: JsonValue | undefined, key: string): number {
  const found = valueAt(value, key);
  return typeof found === 'number' ? found : 0;
}
