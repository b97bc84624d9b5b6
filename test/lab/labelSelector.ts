/**
 * Whether labels satisfy a selector in its text form: `a=b,c!=d,e in (f,g),h notin (i),j,!k`. Empty selects all.
 *
 * @throws Error on anything else
 */
export function matchesSelector(selector: string, labels: Readonly<Record<string, string>>): boolean {
  return requirements(selector).every(requirement => satisfies(requirement, labels));
}

/** Splits at the commas that are not inside parentheses. */
function requirements(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/).map(part => part.trim()).filter(part => part !== '');
}

function satisfies(requirement: string, labels: Readonly<Record<string, string>>): boolean {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(requirement);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const value = labels[key];
    const listed = value !== undefined && list.split(',').map(item => item.trim()).includes(value);
    return operator === 'in' ? listed : !listed;
  }
  const equality = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=]*)$/.exec(requirement);
  if (equality) {
    const [, key = '', operator, value] = equality;
    return (labels[key] === value) === (operator !== '!=');
  }
  const existence = /^(!?)\s*([^\s=!()]+)$/.exec(requirement);
  if (existence) {
    const [, not, key = ''] = existence;
    return (labels[key] !== undefined) === (not === '');
  }
  throw new Error(`Not a label selector: ${requirement}`);
}
