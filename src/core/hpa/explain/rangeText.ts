import { t } from '../../../base/l10n.js';
import type { Tolerances } from '../tolerance.js';
import { ratioText } from './metricAmount.js';

/** Where a ratio is, as far as the tolerance is concerned: `outside 0.9 … 1.1`. */
export function rangeText(ratio: number, { down, up }: Tolerances): string {
  const range = `${ratioText(1 - down)} … ${ratioText(1 + up)}`;
  return 1 - down <= ratio && ratio <= 1 + up ? t('within {0}', range) : t('outside {0}', range);
}
