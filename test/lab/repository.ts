import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, wherever this code runs from: its source or a bundle in `out/`. */
export const repositoryRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Where sources and scripts of the lab lie. */
export const labFolder = join(repositoryRoot, 'test', 'lab');

/** Where what was built or downloaded is kept between runs. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'hpa-scope');
}

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'test', 'lab', 'go'))) {
      return folder;
    }
    if (folder === dirname(folder)) {
      throw new Error(`The lab's sources were not found above ${start}.`);
    }
  }
}
