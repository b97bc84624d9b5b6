import { t } from '../../base/l10n.js';
import { formatAge } from '../../core/kube/age.js';
import { formatRestarts, type PodStatus } from '../../core/kube/podStatus.js';
import type { Detail } from './detailNodes.js';

/** The columns READY, STATUS, RESTARTS and AGE of `kubectl get pods` and a remark, to be read and to be heard. */
export function podColumns(
  pod: PodStatus & { readonly creationTimestamp: string | undefined }, remark: string | undefined,
): Pick<Detail, 'description' | 'spoken'> {
  const nowMs = Date.now();
  const restarts = formatRestarts(pod, nowMs);
  const age = formatAge(pod.creationTimestamp, nowMs);
  return {
    description: [pod.ready, pod.status, restarts, age, remark].filter(Boolean).join('   '),
    spoken: [
      t('{0} ready', pod.ready), pod.status, t('{0} restarts', restarts), t('age {0}', age), remark,
    ].filter(Boolean).join(', '),
  };
}
