import type { KubeConfig } from '@kubernetes/client-node';
import type { Dispatcher } from 'undici';
import { ClusterError, messageOf } from '../base/errors.js';
import { t } from '../base/l10n.js';

/** What a request needs besides its URL: the headers that say who asks, and the connections that prove it. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: plain defaults. */
  readonly dispatcher: Dispatcher | undefined;
}

/**
 * Runs the kubeconfig's way in (certificates, token, token file, exec plugin, OIDC) for its current context.
 * Each call makes new connections, so the caller keeps the result until it is refused.
 *
 * @throws ClusterError `kubeconfig` when a file or a plugin is not there, `credentials` when it fails
 */
export async function obtainCredentials(config: KubeConfig): Promise<Credentials> {
  const headers: Record<string, string> = {};
  let dispatcher: Dispatcher | undefined;
  // The client takes its own generated request object here; these two methods are all that it calls.
  const request = {
    setHeaderParam: (name: string, value: string): void => {
      headers[name] = value;
    },
    setDispatcher: (made: Dispatcher): void => {
      dispatcher = made;
    },
  } as Parameters<KubeConfig['applySecurityAuthentication']>[0];

  try {
    await config.applySecurityAuthentication(request);
  } catch (error) {
    // A file or a plugin that is not there is for whoever wrote the kubeconfig: logging in again would not help.
    const code = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'kubeconfig' : 'credentials';
    throw new ClusterError(code, t('The kubeconfig\'s credentials cannot be used: {0}', messageOf(error)), {
      cause: error,
    });
  }
  return { headers, dispatcher };
}
