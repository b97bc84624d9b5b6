import * as vscode from 'vscode';
import { toProblem, type ClusterProblem } from '../../base/errors.js';
import type {
  ClusterConnection, ClusterTarget, KubeconfigRow, KubeconfigSummary, RowsEvent,
} from '../../cluster/clusterConnection.js';
import { kubeconfigSetting } from '../config.js';
import { KubeconfigFollow } from './kubeconfigFollow.js';

/** All namespaces, as it is kept between sessions; a real namespace cannot have this name. */
const ALL = '*';
const CONTEXT_KEY = 'context';
const NAMESPACE_KEY = 'namespace';

/** The cluster and the namespace that every view is about. */
export type ScopeState =
  | { readonly kind: 'unread' }
  | { readonly kind: 'problem'; readonly problem: ClusterProblem }
  | {
    readonly kind: 'ready';
    readonly kubeconfig: KubeconfigSummary;
    readonly context: string;
    /** Absent: all namespaces. */
    readonly namespace: string | undefined;
    readonly target: ClusterTarget;
  };

/**
 * Which context and namespace we look at. The choice belongs to the workspace and never touches a kubeconfig; without
 * one, it is what kubectl would use. Reads nothing until it is asked.
 */
export class Scope implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #follow: KubeconfigFollow;
  #state: ScopeState = { kind: 'unread' };

  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly connection: ClusterConnection,
    private readonly choices: vscode.Memento,
    private readonly filesOf: (setting: string | undefined) => Promise<readonly string[]>,
  ) {
    this.#follow = new KubeconfigFollow(connection, (files, event) => this.#followed(files, event));
  }

  get state(): ScopeState {
    return this.#state;
  }

  /** Reads the kubeconfig (again). */
  async read(signal: AbortSignal): Promise<ScopeState> {
    try {
      const files = await this.filesOf(kubeconfigSetting());
      this.#follow.use(files);
      const kubeconfig = await this.connection.ask('readKubeconfig', files, signal);
      this.#set(this.#ready(files, kubeconfig));
    } catch (error) {
      signal.throwIfAborted();
      this.#set({ kind: 'problem', problem: toProblem(error) });
    }
    return this.#state;
  }

  async chooseContext(context: string, signal: AbortSignal): Promise<void> {
    await this.choices.update(CONTEXT_KEY, context);
    await this.choices.update(NAMESPACE_KEY, undefined);
    await this.read(signal);
  }

  /** @param namespace absent: all */
  async chooseNamespace(namespace: string | undefined, signal: AbortSignal): Promise<void> {
    await this.choices.update(NAMESPACE_KEY, namespace ?? ALL);
    await this.read(signal);
  }

  /** Reads the kubeconfig again whenever its files change, until disposed: for who is visible. */
  follow(): vscode.Disposable {
    return this.#follow.hold();
  }

  dispose(): void {
    this.#follow.dispose();
    this.#changed.dispose();
  }

  #followed(files: readonly string[], event: RowsEvent<KubeconfigRow>): void {
    if (event.kind === 'changed') {
      event.rows.forEach(({ currentContext, contexts }) => this.#set(this.#ready(files, { currentContext, contexts })));
    } else if (event.kind === 'failed' && event.problem.code !== 'bug') {
      this.#set({ kind: 'problem', problem: event.problem });
    }
  }

  /** A chosen context that the kubeconfig no longer has is passed over. */
  #ready(kubeconfigFiles: readonly string[], kubeconfig: KubeconfigSummary): ScopeState {
    const chosen = kubeconfig.contexts.find(({ name }) => name === this.choices.get<string>(CONTEXT_KEY));
    const context = chosen?.name ?? kubeconfig.currentContext ?? '';
    const ofContext = kubeconfig.contexts.find(({ name }) => name === context)?.namespace;
    const kept = this.choices.get<string>(NAMESPACE_KEY);
    const namespace = kept === ALL ? undefined : kept ?? ofContext ?? 'default';
    return {
      kind: 'ready',
      kubeconfig,
      context,
      namespace,
      target: {
        kubeconfigFiles,
        ...(context === '' ? {} : { context }),
        ...(namespace === undefined ? {} : { namespace }),
      },
    };
  }

  #set(state: ScopeState): void {
    if (JSON.stringify(state) !== JSON.stringify(this.#state)) {
      this.#state = state;
      this.#changed.fire();
    }
  }
}
