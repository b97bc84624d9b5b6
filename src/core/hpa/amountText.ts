import { formatQuantity } from '../kube/formatQuantity.js';
import { parseQuantity } from '../kube/parseQuantity.js';

/**
 * A quantity in canonical form; a text that is none stays as it is. `<nil>` is Go's text for one that is absent where
 * upstream does not ask.
 */
export function amountText(text: string | null | undefined): string {
  if (!isSet(text)) {
    return '<nil>';
  }
  const parsed = parseQuantity(text);
  return parsed.ok ? formatQuantity(parsed.quantity) : text;
}

/** Whether a field is there: Go sends null for some that are not. */
export function isSet<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}
