import type { KubeconfigRow } from './clusterConnection.js';
import type { Follower } from './follow.js';
import { loadKubeconfig, summarizeKubeconfig } from './kubeconfig.js';
import { watchFiles } from './watchFiles.js';

const ID = 'kubeconfig';

/** Follows what a kubeconfig offers: one row, sent anew whenever one of its files changes. */
export function followKubeconfig(kubeconfigFiles: readonly string[]): Follower<KubeconfigRow> {
  return async (sink, signal) => {
    for (;;) {
      const change = nextChange(kubeconfigFiles, signal); // before the first look, so that none is missed
      sink.changed([{ id: ID, ...summarizeKubeconfig(loadKubeconfig(kubeconfigFiles)) }], []);
      sink.complete(new Set([ID]));
      await change;
    }
  };
}

/** Rejects when nobody follows any more. */
function nextChange(files: readonly string[], signal: AbortSignal): Promise<void> {
  const change = new Promise<void>((resolve, reject) => {
    signal.throwIfAborted();
    const watch = watchFiles(files, () => {
      signal.removeEventListener('abort', onAbort);
      watch.dispose();
      resolve();
    });
    const onAbort = (): void => {
      watch.dispose();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  change.catch(() => undefined); // it may be rejected before anybody waits for it
  return change;
}
