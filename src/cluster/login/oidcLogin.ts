import { ClusterError } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import { bearer, type Login, type Proof } from './login.js';

/** How long before its end kubectl no longer trusts a token. */
const EARLY_MS = 10_000;

/**
 * The `oidc` auth-provider, as far as its token goes. kubectl renews the token when it ends and writes it into the
 * kubeconfig, since the provider may give each refresh token out once only. We do not write there, and to use up the
 * refresh token would lock kubectl out: so the user is asked to run kubectl, and the changed file is read again.
 *
 * @see kubernetes/client-go plugin/pkg/client/auth/oidc/oidc.go, `idToken`
 */
export class OidcLogin implements Login {
  readonly #proof: Proof;

  /** @throws ClusterError `kubeconfig` when the configuration is not complete */
  constructor(private readonly config: Readonly<Record<string, string>>, private readonly now = Date.now) {
    for (const name of ['idp-issuer-url', 'client-id']) {
      if (!config[name]) {
        throw new ClusterError('kubeconfig', t('The auth-provider "oidc" has no {0}.', name));
      }
    }
    this.#proof = bearer(config['id-token'] ?? '');
  }

  async prove(): Promise<Proof> {
    const token = this.config['id-token'];
    if (!token || expiryMs(token) <= this.now() + EARLY_MS) {
      throw new ClusterError('credentials', t(
        'The id-token of the auth-provider "oidc" has expired: run kubectl once, it renews the token.',
      ));
    }
    return this.#proof;
  }

  refused(): void {}

  filesChanged(): void {}

  dispose(): void {}
}

/** When a JWT ends. Unix time, ms. */
function expiryMs(token: string): number {
  try {
    const [, payload = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { readonly exp?: unknown };
    return Number(claims.exp ?? 0) * 1000;
  } catch (error) {
    const words = t('The id-token of the auth-provider "oidc" is not a JWT.');
    throw new ClusterError('credentials', words, { cause: error });
  }
}
