import { utf8Length } from '../utf8Length.js';

const nameFormat = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const valueFormat = `(${nameFormat})?`;
const dnsLabelFormat = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomainFormat = `${dnsLabelFormat}(\\.${dnsLabelFormat})*`;
const partMaxBytes = 63;
const subdomainMaxBytes = 253;

const ends = 'and must start and end with an alphanumeric character';
const character = `alphanumeric characters, '-', '_' or '.', ${ends}`;
const nameRule = `must consist of ${character}`;
const valueRule = `a valid label must be an empty string or consist of ${character}`;
const subdomainRule = 'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '
  + `'-' or '.', ${ends}`;
const nameExamples = ['MyName', 'my.name', '123-abc'];

/**
 * What is wrong with the key of a label, in the API server's words. Empty: nothing.
 *
 * @see kubernetes/apimachinery pkg/api/validate/content/kube.go, `IsLabelKey`
 */
export function labelKeyFaults(key: string): string[] {
  const parts = key.split('/');
  const [first = '', second] = parts;
  if (parts.length > 2) {
    const shape = ruleText(nameRule, nameFormat, nameExamples);
    return [`a valid label key ${shape} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  return second === undefined ? nameFaults(first) : [...prefixFaults(first), ...nameFaults(second)];
}

/**
 * What is wrong with the value of a label, in the API server's words. Empty: nothing.
 *
 * @see kubernetes/apimachinery pkg/api/validate/content/kube.go, `IsLabelValue`
 */
export function labelValueFaults(value: string): string[] {
  const faults = utf8Length(value) > partMaxBytes ? [maxBytes(partMaxBytes)] : [];
  return matches(value, valueFormat)
    ? faults
    : [...faults, ruleText(valueRule, valueFormat, ['MyValue', 'my_value', '12345'])];
}

function nameFaults(name: string): string[] {
  const faults: string[] = [];
  if (name === '') {
    faults.push('must be non-empty');
  } else if (utf8Length(name) > partMaxBytes) {
    faults.push(maxBytes(partMaxBytes));
  }
  if (!matches(name, nameFormat)) {
    faults.push(ruleText(nameRule, nameFormat, nameExamples));
  }
  return faults.map(fault => `name part ${fault}`);
}

function prefixFaults(prefix: string): string[] {
  if (prefix === '') {
    return ['prefix part must be non-empty'];
  }
  const faults = utf8Length(prefix) > subdomainMaxBytes ? [maxBytes(subdomainMaxBytes)] : [];
  if (!matches(prefix, subdomainFormat)) {
    faults.push(ruleText(subdomainRule, subdomainFormat, ['example.com']));
  }
  return faults.map(fault => `prefix part ${fault}`);
}

/** Go's `$` is the end of the text; that of JavaScript is too, without its `m` flag. */
function matches(text: string, format: string): boolean {
  return new RegExp(`^${format}$`).test(text);
}

function maxBytes(count: number): string {
  return `must be no more than ${count} bytes`;
}

function ruleText(rule: string, format: string, examples: readonly string[]): string {
  const shown = examples.map(example => `'${example}'`).join(',  or '); // two spaces, as upstream
  return `${rule} (e.g. ${shown}, regex used for validation is '${format}')`;
}
