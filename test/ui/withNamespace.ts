import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Contexts {
  readonly 'current-context'?: string;
  readonly contexts: readonly { readonly name: string; readonly context: { namespace?: string } }[];
}

/** Writes a copy of a kubeconfig whose current context has this namespace, unless it has one. Returns its path. */
export function withNamespace(kubeconfig: string, namespace: string): string {
  const config = parse(readFileSync(kubeconfig, 'utf8')) as Contexts;
  const current = config.contexts.find(({ name }) => name === config['current-context']);
  if (current?.context.namespace !== undefined) {
    return kubeconfig;
  }
  if (current) {
    current.context.namespace = namespace;
  }
  const copy = `${kubeconfig}.${namespace}`;
  writeFileSync(copy, JSON.stringify(config), { mode: 0o600 });
  return copy;
}
