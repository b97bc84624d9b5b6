import { messageOf } from './userError.js';

/**
 * Waits until `check` returns something other than undefined and false, and returns that. What it throws counts as "not
 * yet" and is told when the time is over.
 */
export async function waitFor<T>(
  description: string,
  check: () => Promise<T | undefined | false>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<T> {
  const endMs = Date.now() + timeoutMs;
  let why = '';
  for (;;) {
    signal?.throwIfAborted();
    try {
      const found = await check();
      if (found !== undefined && found !== false) {
        return found;
      }
      why = '';
    } catch (error) {
      why = `: ${messageOf(error)}`;
    }
    if (Date.now() > endMs) {
      throw new Error(`${description}: not after ${timeoutMs / 1000} s${why}`);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
