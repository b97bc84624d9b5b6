import { toDisposable, type Disposable } from '../../base/disposable.js';
import type { ClusterConnection, KubeconfigRow, RowsEvent, Subscription } from '../../cluster/clusterConnection.js';

/**
 * Follows kubeconfig files for as long as somebody holds it: who looks at a cluster wants to know when the way to it
 * changes, who does not look asks for nothing.
 */
export class KubeconfigFollow implements Disposable {
  #holders = 0;
  #files: readonly string[] | undefined;
  #subscription: Subscription | undefined;

  constructor(
    private readonly connection: ClusterConnection,
    private readonly listener: (files: readonly string[], event: RowsEvent<KubeconfigRow>) => void,
  ) {}

  /** Follows until disposed, together with whoever else holds it. */
  hold(): Disposable {
    this.#holders += 1;
    this.#start();
    return toDisposable(() => {
      this.#holders -= 1;
      if (this.#holders === 0) {
        this.#stop();
      }
    });
  }

  /** These are the files from now on. */
  use(files: readonly string[]): void {
    if (JSON.stringify(files) !== JSON.stringify(this.#files)) {
      this.#files = files;
      this.#stop();
      this.#start();
    }
  }

  dispose(): void {
    this.#stop();
    this.#files = undefined;
  }

  #start(): void {
    const files = this.#files;
    if (files !== undefined && this.#holders > 0) {
      this.#subscription ??= this.connection.subscribe('kubeconfig', { kubeconfigFiles: files }, event => {
        this.listener(files, event);
      });
    }
  }

  #stop(): void {
    this.#subscription?.dispose();
    this.#subscription = undefined;
  }
}
