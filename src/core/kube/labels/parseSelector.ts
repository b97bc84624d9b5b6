import { compareBytes } from '../../../base/compareBytes.js';
import { goQuote } from '../goQuote.js';
import { labelKeyFaults } from './labelRules.js';
import {
  requirementFault, sortedByKey, type LabelOperator, type LabelRequirement, type LabelRequirements,
} from './requirement.js';
import { selectorTokens, type SelectorToken } from './selectorTokens.js';

/** A selector, or why the text is none, in upstream's words. */
export type ParsedSelector =
  | { readonly ok: true; readonly requirements: LabelRequirements }
  | { readonly ok: false; readonly error: string };

/** Thrown inside the parser and caught by {@link parseSelector}; never leaves this file. */
class SelectorFault extends Error {}

/**
 * Reads the text of a label selector: `app=web,tier in (a,b),!canary`.
 *
 * @returns the requirements sorted by key
 * @see kubernetes/apimachinery pkg/labels/selector.go, `Parse`
 */
export function parseSelector(text: string): ParsedSelector {
  try {
    return { ok: true, requirements: sortedByKey(new SelectorParser(text).parse()) };
  } catch (error) {
    if (error instanceof SelectorFault) {
      return { ok: false, error: error.message };
    }
    throw error;
  }
}

const binaryOperators: Readonly<Record<string, LabelOperator>> = {
  '=': '=', '==': '==', '!=': '!=', '>': 'gt', '<': 'lt', in: 'in', notin: 'notin',
};
const operatorList = 'in, notin, =, ==, !=, gt, lt';

class SelectorParser {
  readonly #tokens: readonly SelectorToken[];
  #position = 0;

  constructor(text: string) {
    this.#tokens = selectorTokens(text);
  }

  parse(): LabelRequirement[] {
    const requirements: LabelRequirement[] = [];
    while (this.#peek().kind !== 'end') {
      if (this.#peek().kind !== 'word' && this.#peek().kind !== '!') {
        throw new SelectorFault(`found '${this.#peek().text}', expected: !, identifier, or 'end of string'`);
      }
      requirements.push(this.#requirement());
      const next = this.#take();
      if (next.kind === 'end') {
        break;
      }
      this.#expectAnother(next);
    }
    return requirements;
  }

  #expectAnother(comma: SelectorToken): void {
    if (comma.kind !== ',') {
      throw new SelectorFault(`found '${comma.text}', expected: ',' or 'end of string'`);
    }
    const { kind, text } = this.#peek();
    if (kind !== 'word' && kind !== '!') {
      throw new SelectorFault(`found '${text}', expected: identifier after ','`);
    }
  }

  #requirement(): LabelRequirement {
    try {
      const requirement = this.#parseRequirement();
      const fault = requirementFault(requirement);
      if (fault !== undefined) {
        throw new SelectorFault(fault);
      }
      return requirement;
    } catch (error) {
      throw error instanceof SelectorFault ? new SelectorFault(`unable to parse requirement: ${error.message}`) : error;
    }
  }

  #parseRequirement(): LabelRequirement {
    const negated = this.#peek().kind === '!';
    const token = this.#take();
    const keyToken = negated ? this.#take() : token;
    if (keyToken.kind !== 'word') {
      throw new SelectorFault(`found '${keyToken.text}', expected: identifier`);
    }
    const key = keyToken.text;
    const keyFaults = labelKeyFaults(key);
    if (keyFaults.length > 0) {
      throw new SelectorFault(`<nil>: Invalid value: ${goQuote(key)}: ${keyFaults.join('; ')}`);
    }
    const { kind } = this.#peek();
    if (negated || kind === 'end' || kind === ',') {
      return { key, operator: negated ? '!' : 'exists', values: [] };
    }
    return this.#binary(key);
  }

  #binary(key: string): LabelRequirement {
    const { text } = this.#take();
    const operator = Object.hasOwn(binaryOperators, text) ? binaryOperators[text] : undefined;
    if (operator === undefined) {
      throw new SelectorFault(`found '${text}', expected: ${operatorList}`);
    }
    const values = operator === 'in' || operator === 'notin' ? this.#values() : this.#exactValue();
    return { key, operator, values: [...new Set(values)].sort(compareBytes) };
  }

  #exactValue(): string[] {
    const { kind } = this.#peek();
    if (kind === 'end' || kind === ',') {
      return [''];
    }
    const { kind: taken, text } = this.#take();
    if (taken !== 'word') {
      throw new SelectorFault(`found '${text}', expected: identifier`);
    }
    return [text];
  }

  #values(): string[] {
    const open = this.#take();
    if (open.kind !== '(') {
      throw new SelectorFault(`found '${open.text}' expected: '('`);
    }
    const { kind, text } = this.#peek();
    if (kind === ')') {
      this.#take();
      return [''];
    }
    if (kind !== 'word' && kind !== ',') {
      throw new SelectorFault(`found '${text}', expected: ',', ')' or identifier`);
    }
    const values = this.#list();
    this.#take(); // the list ends only before a closing parenthesis
    return values;
  }

  /** Words and commas up to the closing parenthesis; an empty place between two commas is an empty value. */
  #list(): string[] {
    const values: string[] = [];
    for (;;) {
      const { kind, text } = this.#take();
      const next = this.#peek();
      if (kind === 'word') {
        values.push(text);
        if (next.kind === ')') {
          return values;
        }
        if (next.kind !== ',') {
          throw new SelectorFault(`found '${next.text}', expected: ',' or ')'`);
        }
      } else if (kind === ',') {
        if (values.length === 0 || next.kind === ',' || next.kind === ')') {
          values.push('');
        }
        if (next.kind === ')') {
          return values;
        }
      } else {
        throw new SelectorFault(`found '${text}', expected: ',', or identifier`);
      }
    }
  }

  #peek(): SelectorToken {
    return this.#tokens[this.#position] ?? { kind: 'end', text: '' };
  }

  #take(): SelectorToken {
    const token = this.#peek();
    this.#position++;
    return token;
  }
}
