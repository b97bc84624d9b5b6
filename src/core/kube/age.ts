const daySeconds = 24 * 60 * 60;
const hourSeconds = 60 * 60;

/**
 * A duration in the two or three significant figures of kubectl's AGE column: `90s`, `5m30s`, `3d4h`, `2y`.
 * Up to two seconds of clock skew are `0s`, more is `<invalid>`.
 *
 * @see kubernetes/apimachinery pkg/util/duration/duration.go, `HumanDuration`
 */
export function humanDuration(durationMs: number): string {
  const seconds = Math.trunc(durationMs / 1000);
  if (seconds < -1) {
    return '<invalid>';
  }
  if (seconds < 0) {
    return '0s';
  }
  if (seconds < 2 * 60) {
    return `${seconds}s`;
  }
  if (seconds < 3 * hourSeconds) {
    return minutesText(seconds);
  }
  return seconds < 2 * daySeconds ? hoursText(seconds) : daysText(seconds);
}

/**
 * The AGE of an object as kubectl prints it.
 *
 * @param creationTimestamp RFC 3339, as in the metadata; without one the age is `<unknown>`
 * @see kubernetes pkg/printers/internalversion/printers.go, `translateTimestampSince`
 */
export function formatAge(creationTimestamp: string | undefined, nowMs: number): string {
  const createdMs = Date.parse(creationTimestamp ?? '');
  return Number.isNaN(createdMs) ? '<unknown>' : humanDuration(nowMs - createdMs);
}

function minutesText(seconds: number): string {
  const minutes = Math.trunc(seconds / 60);
  return minutes < 10 ? `${minutes}m${unlessZero(seconds % 60, 's')}` : `${minutes}m`;
}

function hoursText(seconds: number): string {
  const hours = Math.trunc(seconds / hourSeconds);
  return hours < 8 ? `${hours}h${unlessZero(Math.trunc(seconds / 60) % 60, 'm')}` : `${hours}h`;
}

function daysText(seconds: number): string {
  const days = Math.trunc(seconds / daySeconds);
  if (days < 8) {
    return `${days}d${unlessZero(Math.trunc(seconds / hourSeconds) % 24, 'h')}`;
  }
  if (days < 2 * 365) {
    return `${days}d`;
  }
  const years = Math.trunc(days / 365);
  return days < 8 * 365 ? `${years}y${unlessZero(days % 365, 'd')}` : `${years}y`;
}

function unlessZero(amount: number, unit: string): string {
  return amount === 0 ? '' : `${amount}${unit}`;
}
