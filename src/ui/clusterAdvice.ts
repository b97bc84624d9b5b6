import { assertNever } from '../base/assertNever.js';
import type { ClusterProblem } from '../base/errors.js';
import { t } from '../base/l10n.js';
import { formatAccess, isOfCluster } from '../core/kube/access.js';
import { asCommand } from './contributions.js';
import type * as vscode from 'vscode';

/** What to call a failure in a few words, what to do about it, and the command that does it. */
export interface Advice {
  readonly title: string;
  readonly hint: string;
  readonly command: vscode.Command;
}

/** The way out of each dead end. A new code without advice does not compile. */
export function adviceFor({ code, access }: ClusterProblem, context: string): Advice {
  const retry = asCommand('hpaScope.refresh', t('Retry'));
  switch (code) {
    case 'noKubeconfig': return {
      title: t('No kubeconfig found'),
      hint: t('Choose the kubeconfig of your cluster.'),
      command: asCommand('hpaScope.chooseKubeconfig', t('Choose a kubeconfig…')),
    };
    case 'kubeconfig': return {
      title: t('The kubeconfig cannot be used'),
      hint: t('Mend it, or choose another.'),
      command: asCommand('hpaScope.chooseKubeconfig', t('Choose a kubeconfig…')),
    };
    case 'credentials': return {
      title: t('The credentials of {0} fail', context),
      hint: t('Log in again as for kubectl, then retry.'),
      command: retry,
    };
    case 'unauthorized': return {
      title: t('{0} does not accept you', context),
      hint: t('The credentials are wrong or have expired: log in again as for kubectl, then retry.'),
      command: retry,
    };
    case 'forbidden': return {
      title: access ? t('You may not {0}', formatAccess(access)) : t('Forbidden'),
      ...(isOfCluster(access)
        ? { hint: t('Ask for this right: it is of the whole cluster.'), command: retry }
        : {
          hint: t('Choose a namespace in which you have this right.'),
          command: asCommand('hpaScope.chooseNamespace', t('Choose another namespace…')),
        }),
    };
    case 'notFound': return { title: t('Not found'), hint: t('The cluster does not serve this API.'), command: retry };
    case 'unavailable': return {
      title: t('Unavailable'),
      hint: t('The API is registered, but what serves it does not answer.'),
      command: retry,
    };
    case 'unreachable': return {
      title: t('{0} does not answer', context),
      hint: t('Check the network, the VPN and the server in the kubeconfig.'),
      command: retry,
    };
    case 'timeout': return {
      title: t('{0} is too slow', context),
      hint: t('Check the network and the VPN.'),
      command: retry,
    };
    case 'tls': return {
      title: t('The certificate of {0} is not trusted', context),
      hint: t('Check certificate-authority and tls-server-name in the kubeconfig.'),
      command: retry,
    };
    case 'throttled': return {
      title: t('{0} asks to wait', context),
      hint: t('It has too many requests.'),
      command: retry,
    };
    case 'gone':
    case 'badResponse': return {
      title: t('{0} answered with an error', context),
      hint: t('Its log may tell more.'),
      command: retry,
    };
    case 'bug': return {
      title: t('HPA Scope failed'),
      hint: t('The log tells more.'),
      command: asCommand('hpaScope.showLog', t('Show Log')),
    };
    default: return assertNever(code);
  }
}
