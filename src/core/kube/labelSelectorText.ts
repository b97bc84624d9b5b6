import type { LabelSelector, LabelSelectorRequirement } from './hpa.js';

/**
 * A label selector in one line, as `kubectl get -l` takes it: `!canary,app=web,tier in (a,b)`. Selectors that say the
 * same in another order, or `in` for `=`, have one text. Empty: it selects everything.
 *
 * @see kubernetes/apimachinery pkg/labels/selector.go, `Requirement.String`
 */
export function labelSelectorText(selector: LabelSelector | null | undefined): string {
  const labels: LabelSelectorRequirement[] = Object.entries(selector?.matchLabels ?? {})
    .map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  return [...labels, ...selector?.matchExpressions ?? []]
    .map(requirementText)
    .sort()
    .join(',');
}

function requirementText({ key, operator, values }: LabelSelectorRequirement): string {
  const sorted = [...values ?? []].sort();
  switch (operator) {
    case 'In': return sorted.length === 1 ? `${key}=${sorted.join('')}` : `${key} in (${sorted.join(',')})`;
    case 'NotIn': return sorted.length === 1 ? `${key}!=${sorted.join('')}` : `${key} notin (${sorted.join(',')})`;
    case 'Exists': return key;
    case 'DoesNotExist': return `!${key}`;
    default: return `${key} ${operator} (${sorted.join(',')})`;
  }
}
