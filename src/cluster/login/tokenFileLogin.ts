import { readFile } from 'node:fs/promises';
import { ClusterError, messageOf } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import { bearer, type Login, type Proof } from './login.js';

/** client-go's minute, less the ten seconds by which it is early. */
const READ_AGAIN_MS = 50_000;

/**
 * A token in a file that somebody rotates. The file counts as long as it can be read, then what was last read, then the
 * token that the kubeconfig has beside it.
 *
 * @see kubernetes/client-go transport/token_source.go, `cachingTokenSource`
 */
export class TokenFileLogin implements Login {
  #last: Proof | undefined;
  #readAtMs = 0;

  /** @param token what the kubeconfig has beside the file; empty for none */
  constructor(private readonly file: string, private readonly token: string, private readonly now = Date.now) {}

  async prove(): Promise<Proof> {
    if (this.#last && this.now() - this.#readAtMs < READ_AGAIN_MS) {
      return this.#last;
    }
    const read = await this.#read();
    if (read.authorization !== this.#last?.authorization) {
      this.#last = read;
    }
    this.#readAtMs = this.now();
    return this.#last ?? read;
  }

  refused(): void {
    this.#readAtMs = 0;
  }

  filesChanged(): void {
    this.#readAtMs = 0;
  }

  dispose(): void {}

  async #read(): Promise<Proof> {
    try {
      const token = (await readFile(this.file, 'utf8')).trim();
      if (token === '') {
        throw new ClusterError('credentials', t('The token file {0} is empty.', this.file));
      }
      return bearer(token);
    } catch (error) {
      return this.#last ?? this.#instead(error);
    }
  }

  #instead(error: unknown): Proof {
    if (this.token !== '') {
      return bearer(this.token);
    }
    if (error instanceof ClusterError) {
      throw error;
    }
    throw new ClusterError('kubeconfig', t('The token file cannot be read: {0}', messageOf(error)), { cause: error });
  }
}
