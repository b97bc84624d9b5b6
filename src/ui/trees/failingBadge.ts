import type * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { AutoscalerRow } from '../../core/hpa/autoscalerRow.js';
import type { RowStore } from '../models/rowStore.js';

/** The badge of the view: how many autoscalers cannot scale; none when all can. */
export function showFailingBadge(
  view: Pick<vscode.TreeView<unknown>, 'badge'>,
  store: RowStore<AutoscalerRow>,
): vscode.Disposable {
  return store.onDidChange(() => {
    const badge = failingBadge(store.rows.values());
    if (badge?.tooltip !== view.badge?.tooltip) {
      view.badge = badge;
    }
  });
}

/** Exported for its test. */
export function failingBadge(rows: Iterable<Pick<AutoscalerRow, 'state'>>): vscode.ViewBadge | undefined {
  const value = [...rows].filter(({ state }) => state === 'failing').length;
  if (value === 0) {
    return undefined;
  }
  return { value, tooltip: value === 1 ? t('1 autoscaler cannot scale') : t('{0} autoscalers cannot scale', value) };
}
