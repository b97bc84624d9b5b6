import { stringify } from 'yaml';
import { isObject, parseJson, valueAt } from './jsonValue.js';
import { MarkTree } from './markTree.js';
import { printJson } from './printJson.js';
import type { Secrecy } from './rawDocument.js';
import { markSecrets } from './secretMarks.js';

/** An object as YAML. */
export interface YamlDocument {
  readonly text: string;
  readonly secrecy: Secrecy;
}

/**
 * Writes an object as `kubectl get -o yaml` does: keys sorted, no `managedFields`; integers of any size stay exact.
 * @param body the object in JSON
 * @returns undefined when it is no object
 * @see kubernetes/cli-runtime pkg/printers/yaml.go, `YAMLPrinter`
 */
export function liveYaml(body: string, { showSecrets }: { readonly showSecrets: boolean }): YamlDocument | undefined {
  const value = parseJson(body);
  if (!isObject(value)) {
    return undefined;
  }
  const secrets = new MarkTree();
  markSecrets(value, secrets);
  const shown = showSecrets ? body : printJson(body, secrets, { indent: 0 }).text;
  const text = stringify(withoutManagedFields(parseExact(shown)), {
    version: '1.1', sortMapEntries: true, indentSeq: false, lineWidth: 0, aliasDuplicateObjects: false,
  });
  return { text, secrecy: secrets.isEmpty ? 'none' : showSecrets ? 'shown' : 'masked' };
}

/** JSON with integers that a double cannot hold as bigints. The source of a number is newer than the types. */
function parseExact(text: string): unknown {
  const revive = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? BigInt(context?.source ?? '')
      : value;
  return JSON.parse(text, revive);
}

function withoutManagedFields(object: unknown): unknown {
  const metadata = valueAt(object, 'metadata');
  if (isObject(metadata)) {
    delete (metadata as { managedFields?: unknown }).managedFields;
  }
  return object;
}
