import { t } from '../../base/l10n.js';
import type { Row } from '../../cluster/clusterConnection.js';
import { compareBytes } from '../../base/compareBytes.js';
import type { Arrangement, Group } from './rowForest.js';
import type { Scope } from './scope.js';

/** A row of a namespaced object. */
export interface NamespacedRow extends Row {
  readonly namespace: string;
  readonly name: string;
}

/** By namespace and name; in a group for each namespace when all are shown. */
export function byNamespace(scope: Scope): Arrangement<NamespacedRow> {
  const shown = scope.state;
  const isGrouped = shown.kind === 'ready' && shown.namespace === undefined;
  return {
    compare: (a, b) => compareBytes(a.namespace, b.namespace) || compareBytes(a.name, b.name),
    groupsOf: ({ namespace }) => isGrouped ? [namespaceGroup(namespace)] : [],
  };
}

/** The group of one namespace. */
export function namespaceGroup(namespace: string): Group {
  return { id: namespace, label: namespace, spoken: t('namespace {0}', namespace), icon: 'symbol-namespace' };
}
