import { humanDuration } from '../kube/age.js';
import { parseDuration } from '../kube/duration.js';

/** When something was measured. */
export interface Sample {
  /** Unix time by our clock. Absent when nothing has been measured yet. */
  readonly sampledAtMs: number | undefined;
  /** The time over which CPU was averaged. Absent when the text is no duration. */
  readonly windowMs: number | undefined;
  /** The window as the API says it: `15.282s`. */
  readonly window: string;
}

/** How old a sample is, as a view shows it. */
export interface SampleAge {
  /** As kubectl writes ages: `9s`, `3m20s`. */
  readonly text: string;
  readonly isStale: boolean;
  /** The age in whole minutes, for a text that need not change all the time: `60s`, `3m`. */
  readonly coarseText: string;
}

const minuteMs = 60_000;
const slackMs = 30_000;
/** Clocks that differ by less are taken for equal: the API tells whole seconds, and an answer takes its time. */
const clocksDifferMs = 5_000;

/**
 * Reads when something was measured, in our own time.
 *
 * @param clockSkewMs how far our clock is ahead of the cluster's, see {@link clockSkewMs}
 */
export function sampleOf(
  measured: { readonly timestamp: string | null; readonly window: string } | undefined, clockSkewMs: number,
): Sample {
  const window = parseDuration(measured?.window ?? '');
  const atMs = Date.parse(measured?.timestamp ?? '');
  return {
    sampledAtMs: Number.isNaN(atMs) ? undefined : atMs + clockSkewMs,
    windowMs: window.ok ? Number(window.ns / 1_000_000n) : undefined,
    window: measured?.window ?? '',
  };
}

/**
 * The age from which a sample looks stale. Milliseconds. A sample lives for up to two scrapes, which is about two
 * windows, and a kubelet's own samples are up to some 20 s old; under a minute nothing is called old.
 */
export function staleAfterMs({ windowMs = 0 }: Pick<Sample, 'windowMs'>): number {
  return Math.max(minuteMs, 2 * windowMs + slackMs);
}

/** How old a sample is now; nothing when nothing was measured. */
export function sampleAge(sample: Sample, nowMs: number): SampleAge | undefined {
  if (sample.sampledAtMs === undefined) {
    return undefined;
  }
  const ageMs = nowMs - sample.sampledAtMs;
  return {
    text: humanDuration(ageMs),
    isStale: ageMs > staleAfterMs(sample),
    coarseText: humanDuration(Math.floor(ageMs / minuteMs) * minuteMs),
  };
}

/** The age of the newest of all samples, as kubectl writes ages; nothing when nothing was measured. */
export function newestSampleAge(samples: readonly Pick<Sample, 'sampledAtMs'>[], nowMs: number): string | undefined {
  const newestMs = samples.reduce((newest, { sampledAtMs = -Infinity }) => Math.max(newest, sampledAtMs), -Infinity);
  return newestMs === -Infinity ? undefined : humanDuration(nowMs - newestMs);
}

/**
 * How far our clock is ahead of the cluster's, so that no sample looks old because a clock is wrong. Milliseconds; 0
 * where nothing tells. metrics-server gives each object it answers with the time of the answer.
 *
 * @param answered `creationTimestamp` of the objects of one answer
 * @param before what it was taken for until now: it stays unless it is off by more than 5 s
 */
export function clockSkewMs(answered: readonly (string | undefined)[], receivedAtMs: number, before: number): number {
  const newestMs = answered.map(text => Date.parse(text ?? '')).reduce((a, b) => b > a ? b : a, -Infinity);
  if (newestMs === -Infinity) {
    return before;
  }
  const skewMs = receivedAtMs - newestMs;
  const isAsBefore = Math.abs(skewMs - before) < clocksDifferMs;
  return isAsBefore ? before : Math.abs(skewMs) < clocksDifferMs ? 0 : skewMs;
}
