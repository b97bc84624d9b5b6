const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** A server that asks for more is asked again all the same: nobody looks at a row for that long. */
const LONGEST_ASKED_MS = 300_000;

/** Waits of 1, 2, 4 … 30 s between attempts that fail, each a little random so that many views do not ask at once. */
export class Backoff {
  #failures = 0;

  /** How long to wait after one more failure. Milliseconds; what the server asks for is the least, up to 5 min. */
  next(retryAfterSeconds = 0): number {
    const ms = Math.min(FIRST_MS * 2 ** this.#failures, LONGEST_MS);
    this.#failures += 1;
    const asked = Math.min(retryAfterSeconds * 1000, LONGEST_ASKED_MS);
    return Math.max(ms * (0.9 + Math.random() * 0.2), asked);
  }

  reset(): void {
    this.#failures = 0;
  }
}
