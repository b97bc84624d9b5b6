import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the bootstrap of the scripts put what the suites need. */
export interface Toolchain {
  /** Root of this checkout. */
  readonly root: string;
  /** The pinned Node. */
  readonly node: string;
  /** Main file of the VS Code server. */
  readonly vscodeServer: string;
  /** The browser; absent when none was found. */
  readonly chrome?: string;
}

/** Reads what `scripts/toolchain.mjs` noted, in this checkout: bundles in out/ and sources below test/ both find it. */
export function readToolchain(): Toolchain {
  for (let directory = import.meta.dirname; ; directory = path.dirname(directory)) {
    try {
      return JSON.parse(readFileSync(path.join(directory, 'out', 'toolchain.json'), 'utf8')) as Toolchain;
    } catch (error) {
      if (directory === path.dirname(directory)) {
        throw new Error('No tool chain: run `npm run build` first.', { cause: error });
      }
    }
  }
}
