import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { UsageRow } from '../../core/metrics/usageRow.js';
import { Emitter } from '../../base/event.js';
import { filterKeys } from '../contributions.js';
import type { Services } from '../services.js';
import type { RowTree, RowTreeNode } from './rowTree.js';
import { newestSampleText, UsageClock } from './usageClock.js';
import type { ViewExtras } from './viewExtras.js';

/** The view of usage says by what it is sorted and how old its newest sample is, and lets both grow old. */
export function usageExtras({ usage, usageView, filters }: Services, tree: RowTree<UsageRow>): ViewExtras {
  const changed = new Emitter<void>();
  const openRows = new Set<string>();
  const clock = new UsageClock(usage, openRows);
  return {
    filter: filters.usage,
    filterKey: filterKeys.usage,
    description: () => [
      usageView.order === 'name' ? undefined : t('sorted by {0}', usageView.order),
      newestSampleText(usage.rows.values(), Date.now()),
    ],
    onDidChange: changed.event,
    register: view => {
      clock.run(view.visible);
      return vscode.Disposable.from(
        clock,
        changed,
        view.onDidChangeVisibility(({ visible }) => clock.run(visible)),
        view.onDidExpandElement(({ element }) => { remember(element, id => openRows.add(id)); }),
        view.onDidCollapseElement(({ element }) => { remember(element, id => openRows.delete(id)); }),
        clock.onDidTick(ids => {
          tree.redrawRows(ids);
          changed.fire();
        }),
        usageView.onDidChange(() => {
          tree.redraw();
          changed.fire();
        }),
      );
    },
  };
}

function remember(node: RowTreeNode, keep: (id: string) => void): void {
  if (node.kind === 'row') {
    keep(node.id);
  }
}
