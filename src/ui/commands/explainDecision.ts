import { t } from '../../base/l10n.js';
import type { ObjectRef } from '../../core/raw/objectRef.js';
import type { Services } from '../services.js';
import type { MenuSubject } from '../trees/detailNode.js';
import { withProgress } from '../withProgress.js';
import { pickAutoscaler } from './pickAutoscaler.js';

/** `hpaScope.explainDecision`: why an autoscaler has its number, as a report to be read, kept or sent. */
export async function explainDecisionCommand(services: Services, what?: MenuSubject): Promise<void> {
  const object: ObjectRef | undefined = what?.object ?? await pickAutoscaler(services, t('Explain Decision'));
  if (object) {
    await withProgress(t('Reading {0}', object.name), signal =>
      services.documents.show({ kind: 'report', object }, undefined, signal));
  }
}
