import type { ClusterProblem } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import { refusedUser, roleThatAllows } from '../../core/kube/role.js';
import type { Services } from '../services.js';
import { copyText } from './copyText.js';

/** `hpaScope.copyRole`: manifests of the role that would allow what was refused, for whoever may grant it. */
export async function copyRoleCommand(_services: Services, { access, message }: ClusterProblem): Promise<void> {
  if (access) {
    await copyText(roleThatAllows(access, refusedUser(message)), t('Role copied'));
  }
}
