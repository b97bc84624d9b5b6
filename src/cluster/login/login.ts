/** What proves who asks: a header, a certificate, or both. The same object as long as it is the same proof. */
export interface Proof {
  readonly authorization?: string;
  readonly certificate?: ClientCertificate;
}

/** PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

/** One way in. It keeps its proof for as long as kubectl would. */
export interface Login {
  /** @throws ClusterError `credentials`, or `kubeconfig` when what the kubeconfig names is not there */
  prove(): Promise<Proof>;
  /** The server refused this proof: the next one is made anew. */
  refused(proof: Proof): void;
  /** A file changed on disk: what was read from files counts no more. */
  filesChanged(): void;
  /** Nobody asks any more: ends what is under way. */
  dispose(): void;
}

/** A login whose proof never changes. */
export function fixedLogin(proof: Proof): Login {
  const nothing = (): void => undefined;
  return { prove: () => Promise.resolve(proof), refused: nothing, filesChanged: nothing, dispose: nothing };
}

/** A token as a header. */
export function bearer(token: string): Proof {
  return { authorization: `Bearer ${token}` };
}
