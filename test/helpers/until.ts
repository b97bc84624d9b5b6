import assert from 'node:assert/strict';

/** Waits until it is so, and returns how long that took in ms; fails when it is not in time. */
export async function until(what: string, check: () => boolean, timeoutMs = 20_000): Promise<number> {
  const startedMs = Date.now();
  while (!check()) {
    assert.ok(Date.now() - startedMs < timeoutMs, `not in ${timeoutMs} ms: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return Date.now() - startedMs;
}
