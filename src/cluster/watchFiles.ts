import { realpathSync, statSync, watch, type FSWatcher } from 'node:fs';
import { dirname } from 'node:path';
import { toDisposable, type Disposable } from '../base/disposable.js';

/** A file is written in several steps, and several files are changed together. */
const SETTLE_MS = 200;

/**
 * Tells when one of the files changes, appears or goes. It watches their folders, so that a file that is replaced, or a
 * link that is set to another file, is noticed too. Where a folder cannot be watched, nothing is told.
 */
export function watchFiles(files: readonly string[], onChange: () => void): Disposable {
  let before = signatureOf(files);
  let settling: NodeJS.Timeout | undefined;
  const look = (): void => {
    const now = signatureOf(files);
    if (now !== before) {
      before = now;
      onChange();
    }
  };
  const watchers = foldersOf(files).map(folder => watchFolder(folder, () => {
    clearTimeout(settling);
    settling = setTimeout(look, SETTLE_MS).unref();
  }));
  return toDisposable(() => {
    clearTimeout(settling);
    watchers.forEach(watcher => watcher?.close());
  });
}

/** The folders in which the files are, and those in which the files are that they are links to. */
function foldersOf(files: readonly string[]): readonly string[] {
  return [...new Set(files.flatMap(file => [dirname(file), dirname(orUndefined(() => realpathSync(file)) ?? file)]))];
}

function watchFolder(folder: string, onEvent: () => void): FSWatcher | undefined {
  return orUndefined(() => {
    const watcher = watch(folder, { persistent: false }, onEvent);
    watcher.on('error', () => watcher.close());
    return watcher;
  });
}

function signatureOf(files: readonly string[]): string {
  return files.map(file => {
    const { ino, mtimeMs, size } = orUndefined(() => statSync(file)) ?? { ino: 0, mtimeMs: 0, size: -1 };
    return [ino, mtimeMs, size].join();
  }).join(';');
}

function orUndefined<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined; // not there, or no right to look
  }
}
