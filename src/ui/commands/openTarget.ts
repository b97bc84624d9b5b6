import { t } from '../../base/l10n.js';
import { readyScope } from '../models/readyScope.js';
import type { Services } from '../services.js';
import type { MenuSubject } from '../trees/detailNode.js';
import { withProgress } from '../withProgress.js';

/** `hpaScope.openTarget`: what an autoscaler scales, as the cluster has it now. */
export async function openTargetCommand(services: Services, { target: named }: MenuSubject): Promise<void> {
  if (named) {
    await withProgress(t('Reading {0}', named.name), async signal => {
      const { target } = await readyScope(services.scope, signal);
      const object = await services.connection.ask('resolveKind', { ...named, target }, signal);
      await services.documents.show({ kind: 'object', object }, undefined, signal);
    });
  }
}
