import { t } from '../../base/l10n.js';
import type { ObjectRef } from '../../core/raw/objectRef.js';
import type { Services } from '../services.js';
import type { MenuSubject } from '../trees/detailNode.js';
import { objectOf } from './objectOf.js';
import { withProgress } from '../withProgress.js';

/** `hpaScope.openLiveYaml`: an object as the cluster has it now, as a read-only document. */
export async function openLiveYamlCommand(
  { documents }: Services, what: ObjectRef | MenuSubject,
): Promise<void> {
  const object = objectOf(what);
  if (!object) {
    return;
  }
  await withProgress(t('Reading {0}', object.name), signal =>
    documents.show({ kind: 'object', object }, undefined, signal));
}
