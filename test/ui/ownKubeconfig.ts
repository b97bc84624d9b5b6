import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../lab/userError.js';

interface KubeconfigFile {
  readonly 'current-context'?: string;
  readonly contexts?: readonly { readonly name?: string }[] | null;
}

/**
 * Checks a kubeconfig of the user's and returns what to set KUBECONFIG to. A chosen context becomes a file in front of
 * the list that says nothing else: the user's own file is never written.
 */
export function useKubeconfig(file: string, context: string | undefined, directory: string): string {
  const names = contextNames(file);
  if (context === undefined) {
    return path.resolve(file);
  }
  if (!names.includes(context)) {
    throw new UserError(`${file} has no context ${context}: it has ${names.join(', ')}.`);
  }
  const choice = path.join(directory, 'current-context.yaml');
  const text = { apiVersion: 'v1', kind: 'Config', 'current-context': context };
  writeFileSync(choice, `${JSON.stringify(text)}\n`, { mode: 0o600 });
  return [choice, path.resolve(file)].join(path.delimiter);
}

function contextNames(file: string): string[] {
  const config = readConfig(file);
  const names = config?.contexts?.flatMap(({ name }) => name ?? []) ?? [];
  if (names.length === 0) {
    throw new UserError(`${file} is not a kubeconfig: it has no contexts.`);
  }
  return names;
}

function readConfig(file: string): KubeconfigFile | null {
  const text = readText(file);
  try {
    return parse(text) as KubeconfigFile | null;
  } catch (error) {
    const [firstLine = ''] = error instanceof Error ? error.message.split('\n') : [];
    throw new UserError(`${file} is not a kubeconfig: ${firstLine}`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
    const what = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new UserError(`The kubeconfig ${file} ${what}.`);
  }
}
