import { t } from '../../base/l10n.js';
import { METRICS_GROUPS, isMetricsGroup } from '../../core/pipeline/metricsNeed.js';
import type { PipelineRow } from '../../core/pipeline/pipelineRow.js';
import { compareBytes } from '../../base/compareBytes.js';
import type { Arrangement } from './rowForest.js';

/**
 * The metrics APIs first, in the order in which most clusters have them; all others in one group that is closed.
 *
 * @param summary what {@link othersSummary} says now
 */
export function pipelineArrangement(summary: string): Arrangement<PipelineRow> {
  const others = {
    id: 'others', label: t('Other API services'), description: summary, icon: 'list-unordered', closed: true,
  };
  return {
    compare: (a, b) => rankOf(a) - rankOf(b) || compareBytes(a.name, b.name),
    groupsOf: ({ group }) => isMetricsGroup(group) ? [] : [others],
  };
}

/** How many of the other APIs are available. */
export function othersSummary(rows: Iterable<PipelineRow>): string {
  const others = [...rows].filter(row => row.kind === 'apiService' && !isMetricsGroup(row.group));
  const bad = others.filter(row => row.kind === 'apiService' && row.state !== 'available').length;
  return bad === 0 ? t('{0} available', others.length) : t('{0} of {1} not available', bad, others.length);
}

function rankOf({ group }: PipelineRow): number {
  return isMetricsGroup(group) ? METRICS_GROUPS.indexOf(group) : METRICS_GROUPS.length;
}
