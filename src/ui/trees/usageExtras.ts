import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import { newestSampleAge } from '../../core/metrics/sample.js';
import { isMeasured, type UsageRow } from '../../core/metrics/usageRow.js';
import { Emitter } from '../../base/event.js';
import { filterKeys } from '../contributions.js';
import type { Services } from '../services.js';
import type { RowTree } from './rowTree.js';
import { StaleRows } from './staleRows.js';
import type { ViewExtras } from './viewExtras.js';

/** The view of usage says by what it is sorted and how old its newest sample is, and lets both grow old. */
export function usageExtras({ usage, usageView, filters }: Services, tree: RowTree<UsageRow>): ViewExtras {
  const changed = new Emitter<void>();
  const stale = new StaleRows(usage);
  return {
    filter: filters.usage,
    filterKey: filterKeys.usage,
    description: () => [
      usageView.order === 'name' ? undefined : t('sorted by {0}', usageView.order),
      newestText(usage.rows.values()),
    ],
    onDidChange: changed.event,
    ageing: () => {
      changed.fire();
      return stale.changed(Date.now());
    },
    register: () => vscode.Disposable.from(
      changed,
      usageView.onDidChange(() => {
        tree.redraw();
        changed.fire();
      }),
    ),
  };
}

/** `15s ago`: how old the newest of all samples is. Nothing when there is none. */
function newestText(rows: Iterable<UsageRow>): string | undefined {
  const age = newestSampleAge([...rows].filter(isMeasured), Date.now());
  return age === undefined ? undefined : t('{0} ago', age);
}
