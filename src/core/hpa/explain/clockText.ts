import { humanDuration } from '../../kube/age.js';
import { zeroTimeNs } from '../../kube/time.js';

const nsPerMs = 1_000_000n;

/** The time of day of a moment, UTC: `10:04:15`. @param ns Unix time */
export function clockText(ns: bigint): string {
  return ns === zeroTimeNs ? '–' : new Date(Number(ns / nsPerMs)).toISOString().slice(11, 19);
}

/** How long something takes, or took: `9s`, `3m12s`. @param ns never rounded up to more than there is */
export function spanText(ns: bigint): string {
  return humanDuration(Number(ns / nsPerMs));
}
