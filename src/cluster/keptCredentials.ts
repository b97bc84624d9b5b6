import type { Dispatcher } from 'undici';
import type { Credentials } from './credentials.js';
import type { ClusterAccess } from './kubeconfig/clusterAccess.js';
import type { Login, Proof } from './login/login.js';
import { loginOf } from './login/loginOf.js';
import { dispatcherFor } from './transport/dispatcherFor.js';
import { impersonationHeaders, type Headers } from './transport/impersonationHeaders.js';
import { proxyFor } from './transport/proxyFor.js';
import { readTlsSettings, type TlsSettings } from './transport/tlsSettings.js';

/** Files of certificates are read again after this long, where no watch tells that they have changed. */
const READ_AGAIN_MS = 60_000;

interface Connections {
  readonly settings: TlsSettings;
  readonly dispatcher: Dispatcher;
}

/**
 * The credentials of one context, and the connections that were opened with them. The connections stay while the
 * certificates do; a new token needs no new connection.
 */
export class KeptCredentials {
  /** Through which proxy; undefined for none. */
  readonly proxy: URL | undefined;
  readonly #login: Login;
  readonly #impersonation: Headers;
  #settings: { readonly value: Promise<TlsSettings>; readonly proof: Proof; readonly atMs: number } | undefined;
  #connections: Connections | undefined;
  #disposed = false;

  /** @throws ClusterError `kubeconfig` when the way in is one that nobody knows */
  constructor(private readonly access: ClusterAccess, env: NodeJS.ProcessEnv = process.env) {
    this.#login = loginOf(access);
    this.#impersonation = impersonationHeaders(access.user.impersonate);
    this.proxy = proxyFor(access, env);
  }

  /** @throws ClusterError `credentials`, `kubeconfig` */
  async current(): Promise<Credentials> {
    const proof = await this.#login.prove();
    const dispatcher = this.#dispatcher(await this.#tlsSettings(proof));
    const { authorization } = proof;
    const headers = { ...this.#impersonation, ...(authorization === undefined ? {} : { authorization }) };
    return { headers, dispatcher, proof };
  }

  /** New credentials for those that the server refused, unless another request has got some already. */
  async insteadOf({ proof }: Credentials): Promise<Credentials> {
    this.#login.refused(proof);
    this.#settings = undefined;
    return this.current();
  }

  /** Reads the files of certificates and tokens again with the next request. */
  filesChanged(): void {
    this.#login.filesChanged();
    this.#settings = undefined;
  }

  /** Closes the connections at once. */
  dispose(): void {
    this.#disposed = true;
    this.#login.dispose();
    void this.#connections?.dispatcher.destroy();
  }

  #tlsSettings(proof: Proof): Promise<TlsSettings> {
    const kept = this.#settings;
    if (kept && kept.proof === proof && Date.now() - kept.atMs < READ_AGAIN_MS) {
      return kept.value;
    }
    const value = readTlsSettings(this.access, proof.certificate);
    const now = { value, proof, atMs: Date.now() };
    this.#settings = now;
    value.catch(() => {
      if (this.#settings === now) {
        this.#settings = undefined; // the next request tries again
      }
    });
    return value;
  }

  #dispatcher(settings: TlsSettings): Dispatcher {
    const kept = this.#connections;
    if (kept && JSON.stringify(kept.settings) === JSON.stringify(settings)) {
      return kept.dispatcher;
    }
    const allowH2 = !Object.values(this.#impersonation).some(value => typeof value !== 'string' && value.length > 1);
    const dispatcher = dispatcherFor(settings, { proxy: this.proxy, allowH2 });
    this.#connections = { settings, dispatcher };
    void kept?.dispatcher.close(); // lets what is under way come to its end
    if (this.#disposed) {
      void dispatcher.destroy();
    }
    return dispatcher;
  }
}
