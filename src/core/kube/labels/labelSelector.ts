import { compareBytes } from '../../../base/compareBytes.js';
import { goQuote } from '../goQuote.js';
import type { LabelSelector } from '../hpa.js';
import { parseSelector, type ParsedSelector } from './parseSelector.js';
import { requirementFault, sortedByKey, type LabelOperator, type LabelRequirement } from './requirement.js';

const operators: Readonly<Record<string, LabelOperator>> = {
  In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: '!',
};

/**
 * A LabelSelector of the API as requirements. Absent and empty ones have no requirement, and the same empty text.
 *
 * @see kubernetes/apimachinery pkg/apis/meta/v1/helpers.go, `LabelSelectorAsSelector`
 */
export function parseLabelSelector(selector: LabelSelector | null | undefined): ParsedSelector {
  const requirements: LabelRequirement[] = Object.entries(selector?.matchLabels ?? {})
    .sort(([first], [second]) => compareBytes(first, second))
    .map(([key, value]) => ({ key, operator: '=', values: [value] }));
  for (const { key, operator: name, values } of selector?.matchExpressions ?? []) {
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (operator === undefined) {
      const error = firstFault(requirements) ?? `${goQuote(name)} is not a valid label selector operator`;
      return { ok: false, error };
    }
    requirements.push({ key, operator, values: values ?? [] });
  }

  const error = firstFault(requirements);
  return error === undefined ? { ok: true, requirements: sortedByKey(requirements) } : { ok: false, error };
}

/**
 * The selector of a scale as the HPA controller sees it. The scale client turns the text into a LabelSelector and back,
 * so `==` becomes `=`, the last of two equalities of one label wins, and what a LabelSelector cannot say is an error.
 *
 * @param text not empty
 * @see kubernetes/client-go scale/scheme/autoscalingv1/conversion.go
 */
export function parseScaleSelector(text: string): ParsedSelector {
  const parsed = parseSelector(text);
  if (!parsed.ok) {
    return { ok: false, error: `couldn't parse the selector string "${text}": ${parsed.error}` };
  }

  const equalities = new Map<string, LabelRequirement>();
  const others: LabelRequirement[] = [];
  for (const requirement of parsed.requirements) {
    switch (requirement.operator) {
      case '=':
      case '==':
        equalities.set(requirement.key, { ...requirement, operator: '=' });
        break;
      case 'gt':
      case 'lt':
        return { ok: false, error: `"${requirement.operator}" isn't supported in label selectors` };
      case '!=':
        return { ok: false, error: '"!=" is not a valid label selector operator' };
      case 'in':
      case 'notin':
      case 'exists':
      case '!':
        others.push(requirement);
    }
  }
  const ordered = [...equalities.values()].sort((first, second) => compareBytes(first.key, second.key));
  return { ok: true, requirements: sortedByKey([...ordered, ...others]) };
}

/**
 * A LabelSelector as Go prints it with `%+v`, which the HPA controller does in its messages.
 *
 * @see kubernetes/apimachinery pkg/apis/meta/v1/generated.pb.go, `LabelSelector.String`
 */
export function goLabelSelectorText(selector: LabelSelector | null | undefined): string {
  if (selector === null || selector === undefined) {
    return 'nil';
  }
  const labels = Object.entries(selector.matchLabels ?? {})
    .sort(([first], [second]) => compareBytes(first, second))
    .map(([key, value]) => `${key}: ${value},`);
  const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values }) =>
    `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${(values ?? []).join(' ')}],},`);
  return `&LabelSelector{MatchLabels:map[string]string{${labels.join('')}},`
    + `MatchExpressions:[]LabelSelectorRequirement{${expressions.join('')}},}`;
}

function firstFault(requirements: readonly LabelRequirement[]): string | undefined {
  for (const requirement of requirements) {
    const fault = requirementFault(requirement);
    if (fault !== undefined) {
      return fault;
    }
  }
  return undefined;
}
