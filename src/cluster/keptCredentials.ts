import type { KubeConfig } from '@kubernetes/client-node';
import { obtainCredentials, type Credentials } from './credentials.js';

/** The kubeconfig's way in is walked again after this long, so that token files and short-lived tokens rotate. */
const MAX_AGE_MS = 60_000;

/**
 * The credentials of one context, and the connections that were opened with them. Requests that ask at the same time
 * share one answer: a second set would close the connections of the first.
 */
export class KeptCredentials {
  #kept: { readonly credentials: Promise<Credentials>; readonly atMs: number } | undefined;

  constructor(private readonly config: KubeConfig) {}

  /** @throws ClusterError `credentials` */
  async current(): Promise<Credentials> {
    if (!this.#kept) {
      return this.#keep(obtainCredentials(this.config));
    }
    if (Date.now() - this.#kept.atMs > MAX_AGE_MS) {
      return this.#keep(this.#renewed(this.#kept.credentials));
    }
    return this.#kept.credentials;
  }

  /** New credentials for those that the server refused, unless another request has got some already. */
  async insteadOf(refused: Credentials): Promise<Credentials> {
    const { credentials } = this.#kept ?? {};
    if (await credentials !== refused || this.#kept?.credentials !== credentials) {
      return this.current(); // another request was refused too, and asked first
    }
    void refused.dispatcher?.close(); // lets what is under way come to its end
    return this.#keep(obtainCredentials(this.config));
  }

  /** Closes the connections at once. */
  dispose(): void {
    const kept = this.#kept;
    this.#kept = undefined;
    void kept?.credentials.then(({ dispatcher }) => dispatcher?.destroy(), () => undefined);
  }

  /** New headers; the connections that are open stay. */
  async #renewed(old: Promise<Credentials>): Promise<Credentials> {
    const { headers, dispatcher } = await obtainCredentials(this.config);
    void dispatcher?.close(); // it was never used
    return { headers, dispatcher: (await old).dispatcher };
  }

  /** Keeps what is being obtained, unless it cannot be: the next request tries again. */
  async #keep(credentials: Promise<Credentials>): Promise<Credentials> {
    const kept = { credentials, atMs: Date.now() };
    this.#kept = kept;
    try {
      return await credentials;
    } catch (error) {
      if (this.#kept === kept) {
        this.#kept = undefined;
      }
      throw error;
    }
  }
}
