import { readFileSync } from 'node:fs';
import { ClusterError, messageOf } from '../base/errors.js';
import { t } from '../base/l10n.js';
import type { ClusterTarget, KubeconfigSummary } from './clusterConnection.js';
import { clusterAccessOf, type ClusterAccess } from './kubeconfig/clusterAccess.js';
import { FieldError } from './kubeconfig/fields.js';
import { inClusterKubeconfig } from './kubeconfig/inCluster.js';
import type { Kubeconfig } from './kubeconfig/kubeconfigTypes.js';
import { parseKubeconfig } from './kubeconfig/parseKubeconfig.js';

/**
 * Reads and merges kubeconfig files as kubectl does: files that do not exist are passed over, of entries with the same
 * name the first file's counts and nothing of the others, and so does the first current context. Without any file, a
 * pod's own account counts.
 *
 * @throws ClusterError `noKubeconfig` when no file exists, `kubeconfig` when one cannot be parsed; it names the file
 * @see kubernetes/client-go tools/clientcmd/loader.go, `ClientConfigLoadingRules.Load`
 */
export function loadKubeconfig(files: readonly string[], env: NodeJS.ProcessEnv = process.env): Kubeconfig {
  const found = files.map(readFile).filter(file => file !== undefined);
  if (found.length > 0) {
    return found.map(({ text, file }) => parsed(text, file)).reduceRight((later, first) => merged(first, later));
  }

  const inCluster = inClusterKubeconfig(env);
  if (inCluster) {
    return inCluster;
  }
  throw new ClusterError('noKubeconfig', t('No kubeconfig found: {0} does not exist.', files.join(', ')));
}

/** The contexts of the kubeconfig and the one that is current, for the status bar and the picker. */
export function summarizeKubeconfig(config: Kubeconfig): KubeconfigSummary {
  return {
    currentContext: config.currentContext || undefined,
    contexts: [...config.contexts].map(([name, { cluster, namespace }]) => ({
      name, cluster, namespace: namespace || undefined,
    })),
  };
}

/**
 * What one context of the kubeconfig says about its cluster and its user.
 * @throws ClusterError `noKubeconfig`; `kubeconfig` when the context cannot be used, with all that is wrong with it
 */
export function kubeconfigFor(target: ClusterTarget): ClusterAccess {
  return clusterAccessOf(loadKubeconfig(target.kubeconfigFiles), target.context);
}

function merged(first: Kubeconfig, later: Kubeconfig): Kubeconfig {
  return {
    currentContext: first.currentContext || later.currentContext,
    contexts: new Map([...first.contexts, ...later.contexts, ...first.contexts]),
    clusters: new Map([...first.clusters, ...later.clusters, ...first.clusters]),
    users: new Map([...first.users, ...later.users, ...first.users]),
  };
}

function parsed(text: string, file: string): Kubeconfig {
  try {
    return parseKubeconfig(text, file);
  } catch (error) {
    if (error instanceof FieldError) {
      throw new ClusterError('kubeconfig', t('{0} is not a kubeconfig: {1}', file, error.message), { cause: error });
    }
    throw error;
  }
}

/** Undefined when the file does not exist. */
function readFile(file: string): { readonly text: string; readonly file: string } | undefined {
  try {
    return { text: readFileSync(file, 'utf8'), file };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw new ClusterError('kubeconfig', t('The kubeconfig cannot be read: {0}', messageOf(error)), { cause: error });
  }
}
