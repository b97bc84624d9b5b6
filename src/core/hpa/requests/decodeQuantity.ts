import { parseQuantity } from '../../kube/parseQuantity.js';
import { zeroQuantity, type Quantity } from '../../kube/quantity.js';
import type { JsonValue } from '../../raw/jsonValue.js';
import { decoded, failed, type Decoded } from './decodeObject.js';

const pattern = '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$';

/**
 * A quantity of an answer, text or number; null is zero.
 *
 * @see kubernetes/apimachinery pkg/api/resource/quantity.go, `Quantity.UnmarshalJSON`
 */
export function decodeQuantity(value: JsonValue | undefined): Decoded<Quantity> {
  if (value === null || value === undefined) {
    return decoded(zeroQuantity);
  }
  const parsed = parseQuantity((typeof value === 'string' ? value : JSON.stringify(value)).trim());
  if (parsed.ok) {
    return decoded(parsed.quantity);
  }
  switch (parsed.reason) {
    case 'format': return failed(`quantities must match the regular expression '${pattern}'`);
    case 'suffix': return failed('unable to parse quantity\'s suffix');
    case 'numeric':
    case 'exponent': return failed('unable to parse numeric part of quantity');
  }
}
