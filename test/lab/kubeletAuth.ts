/** Who asks a kubelet for what. */
export interface KubeletQuestion {
  /** Bearer token, if there was one. */
  readonly token?: string;
  /** Common name of a client certificate that the cluster's CA has signed. */
  readonly clientName?: string;
  readonly verb: string;
  /** Of the resource `nodes`: `metrics` or `proxy`. */
  readonly subresource: string;
  readonly node: string;
}

/** A kubelet's answer to {@link KubeletQuestion}. */
export type KubeletVerdict =
  | { readonly kind: 'allowed' | 'unauthorized' }
  | { readonly kind: 'forbidden'; readonly user: string };

/** Decides who may ask. */
export type KubeletAuthorizer = (question: KubeletQuestion) => Promise<KubeletVerdict>;

/** Posts an object to the API server and returns what came back. */
export type PostObject = (path: string, body: object) => Promise<unknown>;

interface Identity {
  readonly username: string;
  readonly groups: readonly string[];
}

const cacheMs = 10_000;

/**
 * Authenticates and authorizes as a kubelet with webhook modes: TokenReview, then SubjectAccessReview on
 * `nodes/<subresource>`.
 *
 * Answers are kept for 10 s, as a token review is by a kubelet's default; the access review is shared by all nodes,
 * since no lab grants rights to single nodes.
 */
export function webhookAuthorizer(post: PostObject, nowMs: () => number): KubeletAuthorizer {
  const remember = <T>(cache: Map<string, { atMs: number; value: Promise<T> }>, key: string, ask: () => Promise<T>) => {
    const known = cache.get(key);
    if (known && nowMs() - known.atMs < cacheMs) {
      return known.value;
    }
    const value = ask();
    cache.set(key, { atMs: nowMs(), value });
    value.catch(() => cache.delete(key));
    return value;
  };
  const identities = new Map<string, { atMs: number; value: Promise<Identity | undefined> }>();
  const rights = new Map<string, { atMs: number; value: Promise<boolean> }>();

  return async ({ token, clientName, verb, subresource, node }) => {
    const identity = clientName !== undefined
      ? { username: clientName, groups: ['system:authenticated'] }
      : token === undefined ? undefined : await remember(identities, token, () => reviewToken(post, token));
    if (!identity) {
      return { kind: 'unauthorized' };
    }
    const key = JSON.stringify([identity, verb, subresource]);
    const attributes = { verb, resource: 'nodes', subresource, version: 'v1', name: node };
    const allowed = await remember(rights, key, () => reviewAccess(post, identity, attributes));
    return allowed ? { kind: 'allowed' } : { kind: 'forbidden', user: identity.username };
  };
}

async function reviewToken(post: PostObject, token: string): Promise<Identity | undefined> {
  const review = await post('/apis/authentication.k8s.io/v1/tokenreviews', {
    apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token },
  }) as { status?: { authenticated?: boolean; user?: { username?: string; groups?: string[] } } };
  const { authenticated, user } = review.status ?? {};
  return authenticated === true && user?.username !== undefined
    ? { username: user.username, groups: user.groups ?? [] }
    : undefined;
}

async function reviewAccess(post: PostObject, user: Identity, resourceAttributes: object): Promise<boolean> {
  const review = await post('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user: user.username, groups: user.groups, resourceAttributes },
  }) as { status?: { allowed?: boolean } };
  return review.status?.allowed === true;
}
