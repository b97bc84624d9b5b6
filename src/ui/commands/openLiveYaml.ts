import { t } from '../../base/l10n.js';
import type { ObjectRef } from '../../core/raw/objectRef.js';
import type { Services } from '../services.js';
import { withProgress } from '../withProgress.js';

/** `hpaScope.openLiveYaml`: an object as the cluster has it now, as a read-only document. */
export async function openLiveYamlCommand({ documents }: Services, object: ObjectRef): Promise<void> {
  await withProgress(t('Reading {0}', object.name), signal =>
    documents.show({ kind: 'object', object }, undefined, signal));
}
