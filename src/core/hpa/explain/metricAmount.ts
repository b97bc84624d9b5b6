import { milliText } from '../metricStatus.js';

const mebi = 1024n * 1024n;
const milli = 1000n;

/**
 * An amount as kubectl would show it: `480m` of cpu, `52Mi` of memory, `12500m` of a custom metric.
 *
 * @param amount in thousandths
 */
export function metricAmount(resource: string | undefined, amount: bigint): string {
  if (resource === 'cpu') {
    return `${amount}m`;
  }
  const isLarge = amount >= 10n * mebi * milli;
  return resource === 'memory' && isLarge ? `${amount / milli / mebi}Mi` : milliText(amount);
}

/** A ratio with four significant digits and no more: `1.533`, `0.9`. */
export function ratioText(ratio: number): string {
  return Number.isFinite(ratio) ? `${Number(ratio.toPrecision(4))}` : `${ratio}`;
}
