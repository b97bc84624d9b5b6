import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runChild } from './lifetime.mjs';
import { cacheRoot } from './paths.mjs';
import { UserError, failureOf } from './userError.mjs';

const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];

/** Runs npm; what goes wrong becomes a sentence about `what`. */
export async function npm(what, args, { cwd, env, place = cwd }) {
  const run = runChild('npm', [...args, ...patience, '--loglevel=error'], { capture: true, cwd, env });
  const { code, output } = await run.catch(error => {
    throw error.code === 'ENOENT'
      ? new UserError('npm is missing: it comes with Node, install Node with npm or put npm into PATH.')
      : error;
  });
  if (code !== 0) {
    throw failureOf(what, output, place);
  }
  return output;
}

/** Unpacks a tarball; `more` are further arguments of tar. */
export async function untar(file, directory, ...more) {
  const { code, output } = await runChild('tar', ['-xzf', file, '-C', directory, ...more], { capture: true });
  if (code !== 0) {
    throw failureOf(`Unpacking ${path.basename(file)}`, output, directory);
  }
}

/** Fetches a pinned package from the npm registry into a directory. Answers the tarball, once its checksum is right. */
export async function fetchPackage({ name, version, integrity }, directory) {
  const what = `Fetching ${name} ${version}`;
  const args = ['pack', `${name}@${version}`, '--ignore-scripts', '--json', '--pack-destination', directory];
  await npm(what, args, { cwd: directory });
  const file = path.join(directory, `${name}-${version}.tgz`);
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (found !== integrity) {
    throw new UserError(`${what} brought a file with the checksum ${found} instead of ${integrity}: it is not used.`);
  }
  return file;
}

const workPrefix = '.toolchain-';

/**
 * Fills a directory of the cache all at once: `fill` works in a temporary one, and answers what is renamed to `to`.
 * The caller holds the lock of the tool chain, so temporary directories found here are of runs that were killed.
 */
export async function fillCache(to, fill) {
  const work = makeWork(path.dirname(to));
  try {
    renameSync(await fill(work), to);
  } catch (error) {
    throw error.code === 'ENOSPC' ? failureOf(`Filling ${path.basename(to)}`, 'ENOSPC', cacheRoot) : error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function makeWork(directory) {
  try {
    mkdirSync(directory, { recursive: true });
    for (const left of readdirSync(directory).filter(name => name.startsWith(workPrefix))) {
      rmSync(path.join(directory, left), { recursive: true, force: true });
    }
    return mkdtempSync(path.join(directory, workPrefix));
  } catch (error) {
    // A recursive mkdir says ENOENT of a file system that is read-only.
    const code = error.code === 'ENOENT' ? 'EROFS' : error.code;
    throw failureOf('Making the cache', String(code), cacheRoot);
  }
}
