import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/**
 * The kubeconfig files that kubectl would read: the setting, else `KUBECONFIG`, else `~/.kube/config`.
 * @returns absolute paths in kubectl's order, each once; a path need not exist
 * @see kubernetes/client-go tools/clientcmd/loader.go, `NewDefaultClientConfigLoadingRules`
 */
export function kubeconfigFiles(setting: string | undefined, env: NodeJS.ProcessEnv = process.env): string[] {
  const list = setting || env['KUBECONFIG'] || join(env['HOME'] || homedir(), '.kube', 'config');
  const files = list.split(delimiter).filter(file => file !== '').map(file => resolve(expandHome(file)));
  return [...new Set(files)];
}

function expandHome(file: string): string {
  return file.startsWith('~/') ? join(homedir(), file.slice(2)) : file;
}
