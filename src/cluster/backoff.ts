const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Waits of 1, 2, 4 … 30 s between attempts that fail, each a little random so that many views do not ask at once. */
export class Backoff {
  #failures = 0;

  /** How long to wait after one more failure. Milliseconds; what the server asks for is the least. */
  next(retryAfterSeconds = 0): number {
    const ms = Math.min(FIRST_MS * 2 ** this.#failures, LONGEST_MS);
    this.#failures += 1;
    return Math.max(ms * (0.9 + Math.random() * 0.2), retryAfterSeconds * 1000);
  }

  reset(): void {
    this.#failures = 0;
  }
}
