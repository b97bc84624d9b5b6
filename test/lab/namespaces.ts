import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import type { Server } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { InnerRelay } from './inside.js';
import { newOwnerId, isAbandoned } from './ownerId.js';
import { relay, type Relay } from './relay.js';
import { labFolder } from './repository.js';
import { isNotFound, run } from './run.js';
import { UserError } from './userError.js';

/** How a command is to run in namespaces of its own. */
export interface InsideOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Ports inside that are to be reached from outside; the command opens its half with `openRelays`. */
  readonly relays?: readonly Relay[];
  /** Told the scratch folder, which is there as long as the namespaces: `enter` takes it. */
  readonly onStart?: (scratch: string) => void;
}

const scripts = join(labFolder, 'namespaces');
const cgroupRoot = '/sys/fs/cgroup';
const prefix = 'hpa-scope-';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const graceMs = 20_000;

/**
 * Runs a command in mount, network and PID namespaces of its own (an ordinary user: also a user namespace) and
 * returns its exit code. The standard streams are the caller's. SIGINT, SIGTERM and SIGHUP go on to the command; a
 * second one, or twenty seconds, ends it. When the command or the caller ends, however it ends, so does everything
 * inside.
 *
 * @throws {UserError} when this machine does not allow such namespaces
 */
export async function runInside(
  command: string,
  args: readonly string[],
  options: InsideOptions = {},
): Promise<number> {
  const mode = await namespaceMode();
  await removeAbandoned();
  const id = newOwnerId();
  const scratch = join(tmpdir(), prefix + id);
  mkdirSync(scratch, { mode: 0o700 });

  const relays: Server[] = [];
  const inner: InnerRelay[] = [];
  try {
    for (const [index, { outsidePort, insidePort }] of (options.relays ?? []).entries()) {
      const socket = join(scratch, `relay-${index}.sock`);
      inner.push({ socket, port: insidePort });
      relays.push(await relay(outsidePort, socket));
    }
    options.onStart?.(scratch);
    return await runJanitor([id, scratch, mode, command, ...args], {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: {
        ...process.env,
        ...options.env,
        HPA_SCOPE_ID: id,
        HPA_SCOPE_SCRATCH: scratch,
        HPA_SCOPE_MODE: mode,
        HPA_SCOPE_RELAYS: JSON.stringify(inner),
      },
    });
  } finally {
    relays.forEach(server => server.close());
    await clean(id); // the janitor has done it, unless somebody killed it
  }
}

/** Removes the cgroups and scratch folders of namespaces whose owner was killed together with its janitor. */
export async function removeAbandoned(): Promise<void> {
  const folders = [tmpdir(), cgroupRoot, ...namesIn(cgroupRoot).map(name => join(cgroupRoot, name))];
  const names = folders.flatMap(namesIn).filter(name => name.startsWith(prefix));
  const ids = new Set(names.map(name => name.slice(prefix.length)));
  for (const id of ids) {
    if (isAbandoned(id)) {
      await clean(id);
    }
  }
}

async function clean(id: string): Promise<void> {
  await run('bash', [join(scripts, 'clean.sh'), id, join(tmpdir(), prefix + id)]);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not a folder, not there, or not ours to read
  }
}

async function runJanitor(args: readonly string[], options: { cwd?: string; env: NodeJS.ProcessEnv }): Promise<number> {
  const janitor = spawn('bash', [join(scripts, 'janitor.sh'), ...args], {
    ...options,
    detached: true, // a Ctrl-C in the terminal reaches this process only, which passes it on
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  });
  const lifeline = janitor.stdio[3] as Duplex;
  lifeline.on('error', () => undefined); // the janitor has ended; `exit` tells
  let asked = 0;
  const passOn = (signal: NodeJS.Signals) => {
    asked += 1;
    if (asked > 1) {
      lifeline.destroy();
      return;
    }
    lifeline.write(`${signal.slice('SIG'.length)}\n`);
    setTimeout(() => lifeline.destroy(), graceMs).unref();
  };

  signals.forEach(signal => process.on(signal, passOn));
  try {
    return await new Promise((resolve, reject) => {
      janitor.on('error', reject);
      janitor.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'])));
    });
  } finally {
    signals.forEach(signal => process.off(signal, passOn));
    lifeline.destroy();
  }
}

/** Finds out how namespaces can be made here, by making some. */
async function namespaceMode(): Promise<'root' | 'user'> {
  if (process.platform !== 'linux') {
    throw new UserError('The lab runs on Linux only; use a cluster of your own with --kubeconfig FILE.');
  }
  await requireProgram('unshare', ['--version'], 'util-linux');
  await requireProgram('setpriv', ['--version'], 'util-linux');
  await requireProgram('ip', ['-V'], 'iproute2');

  // Root can ask to be treated as an ordinary user, to see what that is like.
  const isRoot = process.getuid?.() === 0 && process.env['HPA_SCOPE_NAMESPACES'] !== 'user';
  const user = isRoot ? [] : ['--user', '--map-current-user', '--keep-caps'];
  try {
    await run('unshare', [...user, '--mount', '--net', '--pid', '--fork', 'true']);
  } catch {
    throw new UserError(isRoot
      ? 'This machine does not let root make namespaces (a container needs the capability SYS_ADMIN for it); '
        + 'use a cluster of your own with --kubeconfig FILE.'
      : 'This machine does not let an ordinary user make namespaces (see the sysctls user.max_user_namespaces and '
        + 'kernel.apparmor_restrict_unprivileged_userns); run this as root, or use --kubeconfig FILE.');
  }
  return isRoot ? 'root' : 'user';
}

async function requireProgram(program: string, args: readonly string[], debianPackage: string): Promise<void> {
  await run(program, args).catch((error: unknown) => {
    throw isNotFound(error)
      ? new UserError(`The program "${program}" is missing; install the package ${debianPackage}.`)
      : error;
  });
}
