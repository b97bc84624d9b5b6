import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * The kubeconfig files that kubectl would read: the setting, else `KUBECONFIG`, else `~/.kube/config`.
 * @returns absolute paths in kubectl's order; a path need not exist
 */
export function kubeconfigFiles(setting: string | undefined, env: NodeJS.ProcessEnv = process.env): string[] {
  const list = setting || env['KUBECONFIG'] || join(env['HOME'] || homedir(), '.kube', 'config');
  return list.split(delimiter).filter(file => file !== '').map(expandHome);
}

function expandHome(file: string): string {
  return file.startsWith('~/') ? join(homedir(), file.slice(2)) : file;
}
