import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Log } from './binaries.js';
import { cacheFolder } from './repository.js';
import { isNotFound, run } from './run.js';
import { messageOf, UserError } from './userError.js';

const packages = ['containerd', 'runc', 'containernetworking-plugins'];
const programs = ['containerd', 'containerd-shim-runc-v2', 'ctr', 'runc'];
const pluginFolders = ['/usr/lib/cni', '/opt/cni/bin', '/usr/libexec/cni'];

/** What runs the containers of real nodes. */
export interface ContainerRuntime {
  /** A PATH on which containerd, its shim, ctr and runc are found. */
  readonly path: string;
  /** The folder of the CNI plugins bridge, host-local and loopback. */
  readonly cniPlugins: string;
}

/**
 * Finds containerd, runc and the CNI plugins: those installed on this machine, else the Debian packages, unpacked into
 * the cache. Nothing is installed.
 */
export async function ensureContainerRuntime(log: Log): Promise<ContainerRuntime> {
  const path = process.env['PATH'] ?? '';
  const installedPlugins = pluginFolders.find(folder => existsSync(join(folder, 'bridge')));
  if (installedPlugins !== undefined && programs.every(program => isOnPath(program, path))) {
    return { path, cniPlugins: installedPlugins };
  }

  const root = join(cacheFolder(), 'runtime', distribution());
  if (!existsSync(root)) {
    log('Fetching containerd, runc and the CNI plugins from Debian, 40 MB.');
    await unpackPackages(root);
  }
  const runtime = {
    path: [join(root, 'usr/bin'), join(root, 'usr/sbin'), path].join(delimiter),
    cniPlugins: join(root, 'usr/lib/cni'),
  };
  await checkThatTheyRun(runtime);
  return runtime;
}

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some(folder => existsSync(join(folder, program)));
}

/** For example `debian-12-x64`: a package of one release is of no use on another. */
function distribution(): string {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const value = (key: string) => new RegExp(`^${key}="?([^"\\n]*)`, 'm').exec(text)?.[1] ?? 'unknown';
  return `${value('ID')}-${value('VERSION_ID')}-${process.arch}`;
}

async function unpackPackages(root: string): Promise<void> {
  const temporary = `${root}.tmp-${process.pid}`;
  const downloads = join(temporary, '.downloads');
  mkdirSync(downloads, { recursive: true });
  try {
    await download(downloads);
    for (const file of await readdir(downloads)) {
      await run('dpkg', ['-x', join(downloads, file), temporary]);
    }
    rmSync(downloads, { recursive: true });
    if (!existsSync(root)) {
      renameSync(temporary, root);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function download(folder: string): Promise<void> {
  const get = () => run('apt-get', ['download', '-qq', ...packages], { cwd: folder });
  try {
    await get().catch(async (error: unknown) => {
      if (isNotFound(error)) {
        throw error;
      }
      await run('apt-get', ['update', '-qq']); // the lists may be missing or old
      await get();
    });
  } catch (error) {
    throw new UserError(isNotFound(error)
      ? 'Real nodes need containerd, runc and the CNI plugins: install them, or use simulated nodes (--simulated N).'
      : `The packages ${packages.join(', ')} could not be downloaded with apt-get (${lastLine(error)}): `
        + 'connect to the network, install them, or use simulated nodes (--simulated N).');
  }
}

async function checkThatTheyRun({ path }: ContainerRuntime): Promise<void> {
  for (const program of ['containerd', 'runc']) {
    await run(program, ['--version'], { env: { ...process.env, PATH: path } }).catch((error: unknown) => {
      throw new UserError(`${program} does not run on this machine (${lastLine(error)}): `
        + `install the package ${program}, or use simulated nodes (--simulated N).`);
    });
  }
}

function lastLine(error: unknown): string {
  return messageOf(error).trim().split('\n').at(-1) ?? '';
}
