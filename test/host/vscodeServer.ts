import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { endGroup, signalGroup, watchdogArgs } from './processGroup.js';
import type { Profile } from './profile.js';
import { readToolchain } from './toolchain.js';

/** How to run the VS Code server. */
export interface ServerOptions {
  readonly profile: Pick<Profile, 'userDataDir' | 'extensionsDir'>;
  /** Port on 127.0.0.1; without it, a free one. */
  readonly port?: number;
  /** With the driver, which in-host suites need. It answers dialogs by itself and hides toasts: not for the UI. */
  readonly driver?: boolean;
  /** Added to the environment of the server, and so of the extension host. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly onLog?: (text: string) => void;
}

/** A running VS Code server, in a process group of its own that ends with this process. */
export interface VscodeServer {
  readonly port: number;
  /** What a browser must know to be let in. */
  readonly token: string;
  /** The exit code, as soon as it has ended. */
  readonly exited: Promise<number | null>;
  /** The last of what it said. */
  log(): string;
  kill(): void;
  stop(): Promise<void>;
}

/** Starts the server and waits until it listens. A port that is taken is an error with `code` EADDRINUSE. */
export async function startVscodeServer(options: ServerOptions): Promise<VscodeServer> {
  const { node, vscodeServer } = readToolchain();
  const { userDataDir, extensionsDir } = options.profile;
  // Sockets live here, whose path may have 107 bytes: elsewhere they would be left behind in the temporary directory.
  const runtimeDir = mkdtempSync(path.join(tmpdir(), 'hsr-'));
  const token = randomBytes(24).toString('base64url');
  const tokenFile = path.join(runtimeDir, 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });

  const child = spawn(node, [
    ...watchdogArgs, vscodeServer,
    '--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token-file', tokenFile,
    '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir,
    '--server-data-dir', path.join(userDataDir, 'server'),
    '--accept-server-license-terms', '--disable-telemetry', '--disable-experiments', '--telemetry-level', 'off',
    ...(options.driver ? ['--enable-smoke-test-driver', '--disable-workspace-trust'] : []),
  ], {
    env: { ...process.env, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: runtimeDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const exited = new Promise<number | null>(resolve => child.once('close', resolve));

  let log = '';
  const listening = new Promise<number>((resolve, reject) => {
    const fail = (message: string, code?: string) => reject(Object.assign(new Error(message), { code }));
    void exited.then(code => fail(`The VS Code server ended with ${code}.\n${log}`));
    setTimeout(() => fail(`The VS Code server did not start in 60 s.\n${log}`), 60_000).unref();
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log = (log + text).slice(-20_000);
        options.onLog?.(text);
        const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
        if (port !== undefined) {
          resolve(Number(port));
        } else if (log.includes('EADDRINUSE')) {
          fail(`Port ${options.port} is in use.`, 'EADDRINUSE');
        }
      });
    }
  });

  const killAtExit = () => signalGroup(child, 'SIGKILL');
  process.on('exit', killAtExit);
  const stop = async () => {
    await endGroup(child, exited, 2000);
    process.off('exit', killAtExit);
    rmSync(runtimeDir, { recursive: true, force: true });
  };
  try {
    return { port: await listening, token, exited, log: () => log, kill: killAtExit, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a VSIX into a profile, as `code --install-extension` does. */
export async function installExtension(vsix: string, profile: Profile): Promise<void> {
  const { node, vscodeServer } = readToolchain();
  await promisify(execFile)(node, [
    vscodeServer, '--accept-server-license-terms', '--user-data-dir', profile.userDataDir,
    '--extensions-dir', profile.extensionsDir, '--server-data-dir', path.join(profile.userDataDir, 'server'),
    '--install-extension', path.resolve(vsix), '--force',
  ], { env: { ...process.env, EXTENSIONS_GALLERY: '{}' }, timeout: 120_000 });
}

/** The address of the workbench on a folder. */
export function workbenchUrl(
  server: Pick<VscodeServer, 'port' | 'token'>, folder?: string, payload: readonly [string, string][] = [],
): string {
  const query = new URLSearchParams({ tkn: server.token });
  if (folder !== undefined) {
    query.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(folder));
  }
  if (payload.length > 0) {
    query.set('payload', JSON.stringify(payload));
  }
  return `http://127.0.0.1:${server.port}/?${query.toString()}`;
}
