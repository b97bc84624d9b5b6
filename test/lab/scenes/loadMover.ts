import { loadAt, type LoadShape } from './loadShape.js';

/** A load that the pods of one workload share, and how it moves. */
export interface MovingLoad {
  readonly namespace: string;
  readonly selector: string;
  readonly shape: LoadShape;
}

/** Gives the running pods that match a total to share. */
export type SetLoad = (namespace: string, selector: string, totalMillicores: number) => Promise<void> | void;

const stepMs = 5000;

/**
 * Moves loads along their shapes until the signal. Each step sets every load anew, changed or not, since pods that
 * started in between have to be given their share.
 *
 * @param onError told of each step that failed; the next one tries again
 */
export async function moveLoads(
  loads: readonly MovingLoad[], setLoad: SetLoad, onError: (error: unknown) => void, signal: AbortSignal,
): Promise<void> {
  const startMs = Date.now();
  while (!signal.aborted) {
    const seconds = (Date.now() - startMs) / 1000;
    for (const { namespace, selector, shape } of loads) {
      try {
        await setLoad(namespace, selector, loadAt(shape, seconds));
      } catch (error) {
        onError(error);
      }
    }
    await pause(stepMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    timer.unref();
    signal.addEventListener('abort', done);
  });
}
