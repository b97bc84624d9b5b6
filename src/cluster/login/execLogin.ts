import { ClusterError } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import type { ClusterAccess } from '../kubeconfig/clusterAccess.js';
import { FieldError } from '../kubeconfig/fields.js';
import type { ExecConfig } from '../kubeconfig/kubeconfigTypes.js';
import { parseExecCredential, type ExecCredential } from './execCredential.js';
import { execInfo } from './execInfo.js';
import type { Login, Proof } from './login.js';
import { runPlugin } from './runPlugin.js';

/** kubectl waits for ever; a view must not. Long enough to log in with a browser that the plugin opens. */
const TIMEOUT_MS = 60_000;

/**
 * The way in through a program. It runs again when what it said has expired or was refused; all who ask meanwhile wait
 * for the same run.
 *
 * @see kubernetes/client-go plugin/pkg/client/auth/exec/exec.go, `Authenticator`
 */
export class ExecLogin implements Login {
  readonly #ended = new AbortController();
  #running: Promise<ExecCredential> | undefined;
  #kept: ExecCredential | undefined;

  constructor(
    private readonly exec: ExecConfig,
    private readonly access: Omit<ClusterAccess, 'user'>,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  async prove(): Promise<Proof> {
    if (!this.#kept || this.#kept.expiresAtMs < Date.now()) {
      this.#running ??= this.#run().finally(() => {
        this.#running = undefined;
      });
      this.#kept = await this.#running;
    }
    return this.#kept.proof;
  }

  refused(proof: Proof): void {
    if (this.#kept?.proof === proof) {
      this.#kept = undefined;
    }
  }

  filesChanged(): void {}

  dispose(): void {
    this.#ended.abort();
  }

  async #run(): Promise<ExecCredential> {
    const { exec, timeoutMs } = this;
    if (exec.interactiveMode === 'Always') {
      throw new ClusterError('credentials', t(
        'The exec plugin {0} asks questions in a terminal (interactiveMode: Always), and there is none.', exec.command,
      ));
    }
    const printed = await runPlugin(exec, { info: execInfo(exec, this.access), timeoutMs }, this.#ended.signal);
    try {
      return parseExecCredential(printed, exec.apiVersion);
    } catch (error) {
      if (error instanceof FieldError) {
        throw new ClusterError('credentials', t('The exec plugin {0} is of no use: {1}', exec.command, error.message), {
          cause: error,
        });
      }
      throw error;
    }
  }
}
