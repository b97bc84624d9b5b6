import { compareBytes } from '../../base/compareBytes.js';
import { formatAge } from './age.js';

/** An Event of core/v1: the fields that we read, as the API server sends them. */
export interface CoreEvent {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly creationTimestamp?: string | null;
  };
  readonly involvedObject?: { readonly fieldPath?: string };
  /** Normal, Warning. */
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  /** RFC 3339, whole seconds; null where `eventTime` tells. */
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  /** RFC 3339, microseconds; null where `firstTimestamp` tells. */
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string | null } | null;
  readonly source?: { readonly component?: string };
  readonly reportingComponent?: string;
}

/** One event of an object: plain data. */
export interface EventRow {
  readonly id: string;
  /** Normal, Warning. */
  readonly type: string;
  readonly reason: string;
  /** With the part of the object it is about, as kubectl says it. */
  readonly message: string;
  /** Who says it. */
  readonly from: string;
  /** How often it was seen. */
  readonly count: number;
  /** It was counted, or it is a series. */
  readonly isRepeated: boolean;
  /** RFC 3339; absent when the event does not tell. */
  readonly firstSeen: string | undefined;
  readonly lastSeen: string | undefined;
}

/**
 * Reads an event, of the old kind (`count`, `lastTimestamp`) or of the new (`series`, `eventTime`).
 *
 * @see kubernetes/kubectl pkg/describe/describe.go, `DescribeEvents`
 */
export function eventRow({ metadata, involvedObject, ...event }: CoreEvent): EventRow {
  const firstSeen = event.eventTime ?? event.firstTimestamp ?? undefined;
  const message = (event.message ?? '').trim();
  const fieldPath = involvedObject?.fieldPath;
  return {
    id: `${metadata.namespace ?? ''}/${metadata.name}`,
    type: event.type ?? '',
    reason: event.reason ?? '',
    message: fieldPath ? `${fieldPath}: ${message}` : message,
    from: event.source?.component || event.reportingComponent || '',
    count: event.series ? event.series.count ?? 0 : event.count || 1,
    isRepeated: Boolean(event.series) || (event.count ?? 0) > 1,
    firstSeen,
    lastSeen: event.series ? event.series.lastObservedTime ?? undefined : event.lastTimestamp ?? firstSeen,
  };
}

/**
 * The column Age of the events of `kubectl describe`: `5m`, or `10s (x3 over 5m)` for one that came again.
 */
export function eventAge({ count, isRepeated, firstSeen, lastSeen }: EventRow, nowMs: number): string {
  const first = formatAge(firstSeen, nowMs);
  return isRepeated ? `${formatAge(lastSeen, nowMs)} (x${count} over ${first})` : first;
}

/** The newest first; those of one second stay in the order of their names. */
export function compareEvents(a: EventRow, b: EventRow): number {
  return timeOf(b) - timeOf(a) || compareBytes(a.id, b.id);
}

/** Unix time, ms; 0 for an event without a time. */
function timeOf({ lastSeen, firstSeen }: EventRow): number {
  const ms = Date.parse(lastSeen ?? firstSeen ?? '');
  return Number.isNaN(ms) ? 0 : ms;
}
