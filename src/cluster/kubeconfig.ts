import { accessSync } from 'node:fs';
import { KubeConfig } from '@kubernetes/client-node';
import { ClusterError, messageOf } from '../base/errors.js';
import { t } from '../base/l10n.js';
import type { ClusterTarget, KubeconfigSummary } from './clusterConnection.js';

/**
 * Reads and merges kubeconfig files as kubectl does: files that do not exist are passed over, the first entry of a name
 * wins, and so does the first file that sets a current context.
 *
 * @throws ClusterError `noKubeconfig` when no file exists, `kubeconfig` when one cannot be parsed; it names the file
 * @see kubernetes/client-go tools/clientcmd/loader.go, `ClientConfigLoadingRules.Load`
 */
export function loadKubeconfig(files: readonly string[]): KubeConfig {
  const present = files.filter(exists);
  if (present.length === 0) {
    throw new ClusterError('noKubeconfig', t('No kubeconfig found: {0} does not exist.', files.join(', ')));
  }

  const merged = new KubeConfig();
  for (const file of present) {
    mergeFirstWins(merged, parseFile(file));
  }
  return merged;
}

/** The contexts of the kubeconfig and the one that is current, for the status bar and the picker. */
export function summarizeKubeconfig(config: KubeConfig): KubeconfigSummary {
  return {
    currentContext: config.getCurrentContext() || undefined,
    contexts: config.getContexts().map(context => ({
      name: context.name,
      cluster: context.cluster,
      namespace: context.namespace,
    })),
  };
}

/**
 * The configuration of one context.
 * @throws ClusterError `kubeconfig` when the context, or the cluster or user that it names, is not there
 */
export function kubeconfigFor(target: ClusterTarget): KubeConfig {
  const config = loadKubeconfig(target.kubeconfigFiles);
  const name = target.context ?? config.getCurrentContext();
  if (!name) {
    throw new ClusterError('kubeconfig', t('The kubeconfig sets no current context.'));
  }

  config.setCurrentContext(name);
  if (!config.getContextObject(name)) {
    throw new ClusterError('kubeconfig', t('The kubeconfig has no context "{0}".', name));
  }
  if (!config.getCurrentCluster()) {
    throw new ClusterError('kubeconfig', t('The context "{0}" names a cluster that the kubeconfig lacks.', name));
  }
  if (config.getContextObject(name)?.user && !config.getCurrentUser()) {
    throw new ClusterError('kubeconfig', t('The context "{0}" names a user that the kubeconfig lacks.', name));
  }
  return config;
}

function parseFile(file: string): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromFile(file);
  } catch (error) {
    throw new ClusterError('kubeconfig', t('{0} is not a kubeconfig: {1}', file, firstLine(messageOf(error))), {
      cause: error,
    });
  }
  return config;
}

function mergeFirstWins(merged: KubeConfig, next: KubeConfig): void {
  const added = <T extends { name: string }>(have: readonly T[], more: readonly T[]): T[] =>
    [...have, ...more.filter(entry => !have.some(({ name }) => name === entry.name))];

  merged.clusters = added(merged.clusters, next.clusters);
  merged.users = added(merged.users, next.users);
  merged.contexts = added(merged.contexts, next.contexts);
  if (!merged.currentContext && next.currentContext) {
    merged.setCurrentContext(next.currentContext);
  }
}

/** A parser may quote the file after the first line, tokens included: only the first line is safe to show. */
function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}

function exists(file: string): boolean {
  try {
    accessSync(file);
    return true;
  } catch {
    return false;
  }
}
