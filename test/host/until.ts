import assert from 'node:assert/strict';

/** Waits. */
export const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Waits until it is so; fails when it is not in time. */
export async function until(what: string, check: () => boolean, timeoutMs = 20_000): Promise<void> {
  const endMs = Date.now() + timeoutMs;
  while (!check()) {
    assert.ok(Date.now() < endMs, `not in ${timeoutMs} ms: ${what}`);
    await wait(50);
  }
}
