import { toDisposable, type Disposable } from '../base/disposable.js';
import { loadKubeconfig } from './kubeconfig.js';
import { watchFiles } from './watchFiles.js';

interface Watched {
  holders: number;
  watch: Disposable;
}

/**
 * Watches the kubeconfig files that somebody follows, and the certificates and tokens that they name. However many
 * follow, each list of files is watched once, and only as long as somebody does.
 */
export class KubeconfigWatches {
  readonly #watched = new Map<string, Watched>();

  constructor(private readonly onChange: (kubeconfigFiles: readonly string[]) => void) {}

  /** Watches until disposed. */
  hold(kubeconfigFiles: readonly string[]): Disposable {
    const key = JSON.stringify(kubeconfigFiles);
    const watched = this.#watched.get(key) ?? { holders: 0, watch: this.#watch(key, kubeconfigFiles) };
    watched.holders += 1;
    this.#watched.set(key, watched);
    return toDisposable(() => {
      watched.holders -= 1;
      if (watched.holders === 0) {
        watched.watch.dispose();
        this.#watched.delete(key);
      }
    });
  }

  /** After a change other files may be named, and are watched from then on. */
  #watch(key: string, kubeconfigFiles: readonly string[]): Disposable {
    return watchFiles([...kubeconfigFiles, ...namedFiles(kubeconfigFiles)], () => {
      const watched = this.#watched.get(key);
      if (watched) {
        watched.watch.dispose();
        watched.watch = this.#watch(key, kubeconfigFiles);
        this.onChange(kubeconfigFiles);
      }
    });
  }
}

function namedFiles(kubeconfigFiles: readonly string[]): readonly string[] {
  try {
    const { clusters, users } = loadKubeconfig(kubeconfigFiles);
    return [
      ...[...clusters.values()].map(({ certificateAuthority }) => certificateAuthority),
      ...[...users.values()].flatMap(({ clientCertificate, clientKey, tokenFile }) =>
        [clientCertificate, clientKey, tokenFile]),
    ].filter(file => file !== '');
  } catch {
    return []; // whoever follows says what is wrong with it
  }
}
