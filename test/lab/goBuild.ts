import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildFlags, moduleFolder, type GoModule } from './goModules.js';
import { writeImage } from './images.js';
import { isNotFound, run } from './run.js';
import { UserError } from './userError.js';

const wantedGo = '1.26';
const buildEnvironment = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };

/**
 * The version of the Go on the PATH, for example `go1.26.8`.
 *
 * @throws {UserError} when there is none, or an old one
 */
export async function goVersion(): Promise<string> {
  const found = await run('go', ['env', 'GOVERSION'], {
    cwd: tmpdir(),
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  }).catch((error: unknown) => {
    throw isNotFound(error) ? new UserError(needsGo('there is no "go" in the PATH')) : error;
  });
  const version = found.trim();
  const [, major = '0', minor = '0'] = /^go(\d+)\.(\d+)/.exec(version) ?? [];
  if (Number(major) * 1000 + Number(minor) < 1026) {
    throw new UserError(needsGo(`the one in the PATH is ${version}`));
  }
  return version;
}

/**
 * Builds a module into `folder`, which appears at once and complete, or not at all. Of two runs at the same time one
 * builds and the other waits for it.
 */
export async function buildModule(module: GoModule, folder: string): Promise<void> {
  const temporary = `${folder}.tmp-${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  try {
    for (const [name, path] of Object.entries(module.programs)) {
      const args = ['build', ...buildFlags(module), '-o', join(temporary, name), path];
      await goUnlessBuilt(module, args, folder);
    }
    if (!existsSync(folder)) {
      await finish(module, temporary);
      renameSync(temporary, folder);
    }
  } catch (error) {
    if (!existsSync(folder)) { // else another run was faster
      throw error;
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Removes what runs left behind that were killed while they built. */
export function removeAbandonedBuilds(binFolder: string): void {
  for (const name of readdirSync(binFolder)) {
    const [, pid] = /\.tmp-(\d+)$/.exec(name) ?? [];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) {
      rmSync(join(binFolder, name), { recursive: true, force: true });
    }
  }
}

async function finish(module: GoModule, folder: string): Promise<void> {
  for (const [name, [path, subfolder]] of Object.entries(module.assets ?? {})) {
    const source = await run('go', ['list', '-m', '-f', '{{.Dir}}', path], {
      cwd: moduleFolder(module.name),
      env: buildEnvironment,
    });
    await cp(join(source.trim(), subfolder), join(folder, name), { recursive: true });
    await run('chmod', ['-R', 'u+w', join(folder, name)]); // Go's module cache is read-only
  }
  for (const [link, target] of Object.entries(module.links ?? {})) {
    symlinkSync(target, join(folder, link));
  }
  if (module.image !== undefined) {
    for (const name of Object.keys(module.programs)) {
      await writeImage(module.image, join(folder, name), join(folder, 'image.tar'));
    }
  }
}

/** Runs go under a lock, unless the folder is there by the time it has the lock. */
async function goUnlessBuilt(module: GoModule, args: readonly string[], folder: string): Promise<void> {
  const script = 'test -e "$1" && exit 0; shift; exec go "$@"';
  const output: string[] = [];
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn('flock', [join(dirname(folder), 'build.lock'), 'sh', '-c', script, 'sh', folder, ...args], {
      cwd: moduleFolder(module.name),
      env: buildEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.on('error', error => reject(isNotFound(error)
      ? new UserError('The program "flock" is missing; install the package util-linux.')
      : error));
    child.on('close', resolve);
  });
  if (code !== 0) {
    throw explainGoFailure(module, output.join(''));
  }
}

/** Says in one sentence why `go build` failed, when it is something that the user can put right. */
export function explainGoFailure(module: GoModule, output: string): Error {
  if (/no space left on device|ENOSPC/.test(output)) {
    return new UserError(`The disk is full, so ${module.title} could not be built: `
      + `make room for about 8 GB in Go's build cache ("go env GOCACHE") and in ${tmpdir()}.`);
  }
  if (/permission denied/.test(output)) {
    const line = output.split('\n').find(candidate => candidate.includes('permission denied')) ?? '';
    return new UserError(`${module.title} could not be built, since a folder is not writable: ${line.trim()}.`);
  }
  if (/dial tcp|no such host|i\/o timeout|proxyconnect|TLS handshake|connection refused|: 40[0-9] |: 50[0-9] /.test(output)) {
    return new UserError(`The sources of ${module.title} could not be downloaded: connect to the network, `
      + `or point GOPROXY at a Go module proxy that can be reached.`);
  }
  if (/requires go >= |toolchain not available/.test(output)) {
    return new UserError(needsGo(`the one in the PATH is too old for ${module.title}`));
  }
  return new Error(`${module.title} could not be built.\n${output.slice(-4000)}`);
}

function needsGo(why: string): string {
  return `Go ${wantedGo} or newer is needed to build the Kubernetes of the lab, but ${why}; `
    + 'get it from https://go.dev/dl.';
}
