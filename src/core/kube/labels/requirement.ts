import { compareBytes } from '../../../base/compareBytes.js';
import { goQuote } from '../goQuote.js';
import { labelKeyFaults, labelValueFaults } from './labelRules.js';

/** How a requirement relates a label to its values. A selector text may also say `==`, which prints as it came. */
export type LabelOperator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';

/** One condition of a label selector. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  readonly values: readonly string[];
}

/** What must hold of an object's labels, all of it; nothing in it selects everything. */
export type LabelRequirements = readonly LabelRequirement[];

export type Labels = Readonly<Record<string, string>>;

/**
 * What is wrong with a requirement, in upstream's words; nothing when it is right.
 *
 * @see kubernetes/apimachinery pkg/labels/selector.go, `NewRequirement`
 */
export function requirementFault({ key, operator, values }: LabelRequirement): string | undefined {
  const faults: string[] = [];
  const keyFaults = labelKeyFaults(key);
  if (keyFaults.length > 0) {
    faults.push(`key: Invalid value: ${goQuote(key)}: ${keyFaults.join('; ')}`);
  }
  const countRule = countFault(operator, values);
  if (countRule !== undefined) {
    const told = values.length === 0 ? emptyList(operator) : JSON.stringify(values);
    faults.push(`values: Invalid value: ${told}: ${countRule}`);
  }
  values.forEach((value, index) => {
    faults.push(...integerFault(operator, value, index));
  });
  values.forEach((value, index) => {
    const valueFaults = labelValueFaults(value);
    if (valueFaults.length > 0) {
      faults.push(`values[${index}][${key}]: Invalid value: ${goQuote(value)}: ${valueFaults.join('; ')}`);
    }
  });
  return joinFaults(faults);
}

/** Whether an object with these labels is selected. */
export function matchesLabels(requirements: LabelRequirements, labels: Labels): boolean {
  return requirements.every(requirement => matchesRequirement(requirement, labels));
}

/**
 * The text of a selector, as the HPA controller puts it into its requests and messages. Its requirements are sorted by
 * key already.
 *
 * @see kubernetes/apimachinery pkg/labels/selector.go, `internalSelector.String`
 */
export function requirementsText(requirements: LabelRequirements): string {
  return requirements.map(requirementText).join(',');
}

/** Sorts by key and leaves those of one key in their order. */
export function sortedByKey(requirements: LabelRequirements): LabelRequirement[] {
  return [...requirements].sort((first, second) => compareBytes(first.key, second.key));
}

function requirementText({ key, operator, values }: LabelRequirement): string {
  const list = [...values].sort(compareBytes).join(',');
  switch (operator) {
    case 'exists': return key;
    case '!': return `!${key}`;
    case 'in':
    case 'notin': return `${key} ${operator} (${list})`;
    case 'gt': return `${key}>${list}`;
    case 'lt': return `${key}<${list}`;
    case '=':
    case '==':
    case '!=': return `${key}${operator}${list}`;
  }
}

function matchesRequirement({ key, operator, values }: LabelRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case '=':
    case '==':
    case 'in': return value !== undefined && values.includes(value);
    case '!=':
    case 'notin': return value === undefined || !values.includes(value);
    case 'exists': return value !== undefined;
    case '!': return value === undefined;
    case 'gt': return value !== undefined && isInteger(value) && BigInt(value) > BigInt(values[0] ?? 0);
    case 'lt': return value !== undefined && isInteger(value) && BigInt(value) < BigInt(values[0] ?? 0);
  }
}

function countFault(operator: LabelOperator, values: readonly string[]): string | undefined {
  switch (operator) {
    case 'in':
    case 'notin':
      return values.length === 0 ? 'for \'in\', \'notin\' operators, values set can\'t be empty' : undefined;
    case 'exists':
    case '!':
      return values.length === 0 ? undefined : 'values set must be empty for exists and does not exist';
    case 'gt':
    case 'lt':
      return values.length === 1 ? undefined : 'for \'Gt\', \'Lt\' operators, exactly one value is required';
    case '=':
    case '==':
    case '!=':
      return values.length === 1 ? undefined : 'exact-match compatibility requires one single value';
  }
}

function integerFault(operator: LabelOperator, value: string, index: number): string[] {
  const rule = 'for \'Gt\', \'Lt\' operators, the value must be an integer';
  return (operator === 'gt' || operator === 'lt') && !isInteger(value)
    ? [`values[${index}]: Invalid value: ${goQuote(value)}: ${rule}`]
    : [];
}

/** The API copies the values of a LabelSelector into a nil slice, which JSON prints as null. */
function emptyList(operator: LabelOperator): string {
  return operator === 'in' || operator === 'notin' ? 'null' : '[]';
}

function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text);
}

function joinFaults(faults: readonly string[]): string | undefined {
  const distinct = [...new Set(faults)];
  return distinct.length > 1 ? `[${distinct.join(', ')}]` : distinct[0];
}
