import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeProfile } from '../host/profile.js';
import { mayHaveRealNodes, parseScene, prepareSceneLab, showScene, startSceneLab } from '../host/sceneLab.js';
import { readToolchain } from '../host/toolchain.js';
import { startVscodeServer, workbenchUrl, type VscodeServer } from '../host/vscodeServer.js';
import { currentNamespaces, openRelays } from '../lab/inside.js';
import { runInside } from '../lab/namespaces.js';
import { manifestFolder } from '../lab/scenes/applyScene.js';
import { UserError, messageOf } from '../lab/userError.js';
import { linkExtension } from '../host/linkExtension.js';
import { openInBrowser } from './openInBrowser.js';
import { useKubeconfig } from './ownKubeconfig.js';
import { withNamespace } from './withNamespace.js';

const usualPort = 8123;

/** Aborted when this process is asked to end. */
const end = new AbortController();
const ended = new Promise<undefined>(resolve => end.signal.addEventListener('abort', () => resolve(undefined)));

const { values: options } = parseArgs({
  options: {
    kubeconfig: { type: 'string' }, context: { type: 'string' }, scene: { type: 'string' }, port: { type: 'string' },
    'no-open': { type: 'boolean' }, note: { type: 'string' },
  },
});

/** What `npm start` runs. On the lab it starts itself again, inside the namespaces, and reads the address in a file. */
async function main(): Promise<void> {
  const scene = parseScene(options.scene ?? 'healthy');
  if (options.context !== undefined && options.kubeconfig === undefined) {
    throw new UserError('--context needs --kubeconfig FILE: the lab has a context of its own.');
  }
  if (options.kubeconfig !== undefined && options.scene !== undefined) {
    throw new UserError('--scene is for the lab and --kubeconfig for a cluster of your own: choose one.');
  }
  const port = await choosePort(options.port);
  if (options.kubeconfig !== undefined) {
    return serveOwnCluster(options.kubeconfig, port);
  }
  return currentNamespaces() ? serveInside(scene, port, options.note ?? '') : serveLab(scene, port);
}

/** The user's own cluster: no lab, no namespaces. */
async function serveOwnCluster(file: string, port: number): Promise<void> {
  const kubeconfig = useKubeconfig(file, options.context, temporaryFolder());
  await serve(port, kubeconfig, server => announce(workbenchUrl(server)));
}

/** A folder that goes with this process, even when a second Ctrl-C does not let anything come to its end. */
function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hss-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Outside: prepares the lab, runs the rest inside, and prints the address as soon as it is known. */
async function serveLab(scene: string, port: number): Promise<void> {
  const note = path.join(temporaryFolder(), 'url');
  await prepareSceneLab();
  console.log(`Starting a Kubernetes with ${mayHaveRealNodes ? 'a real node' : 'simulated nodes'} …`);
  const args = [fileURLToPath(import.meta.url), '--scene', scene, '--port', String(port), '--note', note];
  const inside = runInside(process.execPath, args, { relays: [{ outsidePort: port, insidePort: port }] });
  const isOver = inside.then(() => true, () => true);
  while (!existsSync(note) && !await Promise.race([isOver, sleep(200, false)])) {
    // Not there yet.
  }
  if (existsSync(note)) {
    announce(readFileSync(note, 'utf8'));
  }
  const code = await inside;
  if (code !== 0 && !end.signal.aborted) {
    process.exitCode = code;
  }
}

/** Inside: the lab with its scene, the VS Code server, the inner half of the relay. */
async function serveInside(scene: ReturnType<typeof parseScene>, port: number, note: string): Promise<void> {
  const lab = await Promise.race([startSceneLab(), ended]);
  if (lab === undefined) {
    return;
  }
  const running = await Promise.race([showScene(lab, scene), ended]);
  if (running === undefined) {
    return;
  }
  await serve(port, withNamespace(running.kubeconfig, 'shop'), async server => {
    await openRelays();
    writeFileSync(`${note}.new`, workbenchUrl(server, manifestFolder), { mode: 0o600 });
    renameSync(`${note}.new`, note);
  });
  // The lab ends with the namespaces, and those with this process.
}

/** Runs the VS Code server until this process is asked to end. */
async function serve(
  port: number, kubeconfig: string, onReady: (server: VscodeServer) => void | Promise<void>,
): Promise<void> {
  const profile = makeProfile();
  try {
    linkExtension(readToolchain().root, profile.extensionsDir);
    const server = await startVscodeServer({ profile, port, env: { KUBECONFIG: kubeconfig } });
    await onReady(server);
    const code = await Promise.race([server.exited, ended]);
    await server.stop();
    if (!end.signal.aborted) {
      throw new Error(`The VS Code server ended with ${code}.\n${server.log()}`);
    }
  } finally {
    profile.remove();
  }
}

function announce(url: string): void {
  console.log('\nReady: choose the HPA Scope icon at the left of the window. Ctrl-C ends everything.');
  console.log(url);
  if (!options['no-open']) {
    openInBrowser(url);
  }
}

/** The port that was asked for, if it is free; else the usual one or any other. */
async function choosePort(asked: string | undefined): Promise<number> {
  if (asked === undefined) {
    return await freePort(usualPort) ?? await freePort(0) ?? usualPort;
  }
  const wanted = Number(asked);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) {
    throw new UserError(`--port wants a number from 1 to 65535, not ${asked}.`);
  }
  if (await freePort(wanted) === undefined) {
    throw new UserError(`Port ${wanted} of 127.0.0.1 is in use or not allowed: choose another one with --port.`);
  }
  return wanted;
}

function freePort(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const server = createServer().once('error', () => resolve(undefined)).listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => end.abort());
}
const parent = process.ppid;
setInterval(() => process.ppid !== parent && end.abort(), 500).unref();

main().then(() => process.exit(), (error: unknown) => {
  if (end.signal.aborted) {
    process.exit(); // what was interrupted may complain; nobody needs to hear it
  }
  console.error(error instanceof UserError ? messageOf(error) : error);
  process.exit(1);
});
