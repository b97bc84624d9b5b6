import * as vscode from 'vscode';

const EXTENSION = 'ms-kubernetes-tools.vscode-kubernetes-tools';
/** It starts when we ask; if it hangs, nobody waits for it. */
const PATIENCE_MS = 3_000;

/**
 * What we use of the Kubernetes extension's API.
 * @see vscode-kubernetes-tools/vscode-kubernetes-tools-api ts/configuration/v1_1.ts
 */
interface ConfigurationApi {
  getKubeconfigPath(): { readonly pathType: string; readonly hostPath?: string };
  readonly onDidChangeKubeconfigPath: vscode.Event<unknown>;
  readonly onDidChangeContext: vscode.Event<unknown>;
  /** Newer versions have it. */
  readonly onDidChangeNamespace?: vscode.Event<unknown>;
}

interface ApiBroker {
  get?(component: string, version: string): { readonly available: boolean; readonly api?: ConfigurationApi };
}

/**
 * The Kubernetes extension, where it is installed: its kubeconfig is ours too, unless a setting of ours names another.
 * Its choice of context and namespace is in that kubeconfig. It is asked when a kubeconfig is read, not before.
 */
export class KubernetesExtension implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  #subscription: vscode.Disposable | undefined;

  /** It chose another kubeconfig, context or namespace. */
  readonly onDidChange = this.#changed.event;

  /** The path of its kubeconfig, or a list of paths as in `KUBECONFIG`; nothing when it is not there or cannot tell. */
  async kubeconfig(): Promise<string | undefined> {
    const api = await Promise.race([
      configurationApi().catch(() => undefined), // its troubles are its own
      new Promise<undefined>(resolve => setTimeout(resolve, PATIENCE_MS, undefined)),
    ]);
    if (!api) {
      return undefined;
    }
    this.#subscription ??= this.#follow(api);
    return api.getKubeconfigPath().hostPath || undefined;
  }

  dispose(): void {
    this.#subscription?.dispose();
    this.#changed.dispose();
  }

  #follow(api: ConfigurationApi): vscode.Disposable {
    const events = [api.onDidChangeKubeconfigPath, api.onDidChangeContext, api.onDidChangeNamespace];
    return vscode.Disposable.from(...events.flatMap(event => event ? [event(() => this.#changed.fire())] : []));
  }
}

async function configurationApi(): Promise<ConfigurationApi | undefined> {
  const broker = await vscode.extensions.getExtension<ApiBroker | undefined>(EXTENSION)?.activate();
  const found = broker?.get?.('configuration', 'v1_1');
  return found?.available ? found.api : undefined;
}
