import { parseQuantity } from '../../src/core/kube/parseQuantity.js';
import type { Quantity } from '../../src/core/kube/quantity.js';

/** The quantity of a text that is one. */
export function quantityOf(text: string): Quantity {
  const parsed = parseQuantity(text);
  if (!parsed.ok) {
    throw new Error(`${JSON.stringify(text)} is no quantity: ${parsed.reason}`);
  }
  return parsed.quantity;
}
