import { t } from '../../base/l10n.js';
import type { Kubelet } from '../../core/pipeline/kubelet.js';
import type { OfferedResource } from '../../core/pipeline/offeredResource.js';
import type { PipelinePod } from '../../core/pipeline/pipelinePod.js';
import { nodeRef, podRef } from '../../core/raw/objectRef.js';
import { asCommand } from '../contributions.js';
import type { DetailNode } from './detailNode.js';
import { detail } from './detailNodes.js';
import { podColumns } from './podColumns.js';

/** A pod in the columns of kubectl, with the first of what its status says about it; the rest is below. */
export function podLine(parentId: string, pod: PipelinePod): DetailNode {
  const id = `${parentId}/${pod.name}`;
  return detail({
    id,
    label: pod.name,
    ...podColumns(pod, pod.words[0]),
    ...(pod.isReady ? { icon: 'package' } : { icon: 'warning', color: 'list.warningForeground' }),
    contextValue: 'pipelinePod',
    about: { object: podRef(pod) },
    ...(pod.words.length === 0
      ? {}
      : { children: () => pod.words.map((text, index) => wordsLine(`${id}/${index}`, text)) }),
  });
}

/** Where metrics-server dials a node, and why the node is not Ready if it is not. */
export function kubeletLine(parentId: string, { name, address, isReady, words }: Kubelet): DetailNode {
  const where = address ?? t('no address of type InternalIP, ExternalIP or Hostname');
  const texts = [where, ...(isReady ? [] : ['NotReady', words])].filter(Boolean);
  return detail({
    id: `${parentId}/${name}`,
    label: name,
    description: texts.join('   '),
    spoken: texts.join(', '),
    ...(isReady && address !== undefined ? { icon: 'vm' } : { icon: 'warning', color: 'list.warningForeground' }),
    contextValue: 'pipelineNode',
    about: { object: nodeRef(name) },
  });
}

/** A resource that the API offers; its path leads to the values. */
export function offeredLine(parentId: string, { name, namespaced, path }: OfferedResource): DetailNode {
  return detail({
    id: `${parentId}/${name}`,
    label: name,
    description: namespaced ? t('in namespaces') : t('of the cluster'),
    icon: 'symbol-numeric',
    contextValue: 'offeredResource',
    about: { rawPath: path },
    command: asCommand('hpaScope.openRaw', t('Open Raw API'), path),
  });
}

function wordsLine(id: string, text: string): DetailNode {
  return detail({ id, label: text, description: '' });
}
