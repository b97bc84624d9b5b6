import { t } from '../../base/l10n.js';
import { Emitter } from '../../base/event.js';
import type { Disposable } from '../../base/disposable.js';
import { humanDuration } from '../../core/kube/age.js';
import type { NodeUsageRow, PodUsageRow, UsageRow } from '../../core/metrics/usageRow.js';
import type { RowStore } from '../models/rowStore.js';
import { staleText } from './usageText.js';

/** Ages need not be right to the second, and every tick draws rows anew. */
const TICK_MS = 5_000;

/** Lets samples grow old on the screen: says every 5 s, while it runs, which rows now read otherwise. */
export class UsageClock implements Disposable {
  readonly #ticked = new Emitter<ReadonlySet<string>>();
  #timer: ReturnType<typeof setInterval> | undefined;
  /** The rows that look stale, with the words they do it with. */
  #stale = new Map<string, string>();

  /** The ids of the rows to draw anew. */
  readonly onDidTick = this.#ticked.event;

  /** @param openRows the rows that are opened, so that the ages below them show */
  constructor(
    private readonly store: Pick<RowStore<UsageRow>, 'rows'>,
    private readonly openRows: ReadonlySet<string>,
  ) {}

  /** To be called when the view is shown and when it is hidden. */
  run(isVisible: boolean): void {
    clearInterval(this.#timer);
    this.#timer = isVisible ? setInterval(() => this.tick(Date.now()), TICK_MS) : undefined;
  }

  /** What the timer does. */
  tick(nowMs: number): void {
    const stale = new Map<string, string>();
    for (const row of this.store.rows.values()) {
      const text = isMeasured(row) ? staleText(row, nowMs) : undefined;
      if (text !== undefined) {
        stale.set(row.id, text);
      }
    }
    const ids = [...stale.keys(), ...this.#stale.keys()].filter(id => stale.get(id) !== this.#stale.get(id));
    this.#stale = stale;
    this.#ticked.fire(new Set([...ids, ...this.openRows]));
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#ticked.dispose();
  }
}

/** `15s ago`: how old the newest of all samples is. Nothing when there is none. */
export function newestSampleText(rows: Iterable<UsageRow>, nowMs: number): string | undefined {
  let newestMs = -Infinity;
  for (const row of rows) {
    newestMs = Math.max(newestMs, isMeasured(row) ? row.sampledAtMs ?? -Infinity : -Infinity);
  }
  return newestMs === -Infinity ? undefined : t('{0} ago', humanDuration(nowMs - newestMs));
}

function isMeasured(row: UsageRow): row is PodUsageRow | NodeUsageRow {
  return row.kind === 'pod' || row.kind === 'node';
}
