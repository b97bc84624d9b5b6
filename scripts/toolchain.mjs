import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from './chromium.mjs';
import { withLock } from './lock.mjs';
import { pinnedNode } from './node24.mjs';
import { nodeModules } from './nodeModules.mjs';
import { cacheRoot, root, toolchainFile } from './paths.mjs';
import { oldestNode } from './pins.mjs';
import { UserError } from './userError.mjs';
import { vscodeServer } from './vscodeServer.mjs';

/**
 * Brings what is missing of the tool chain, and says what it does. Node and the npm packages always; of
 * `vscode` and `chromium` what `needs` names.
 * @param {readonly ('vscode' | 'chromium')[]} needs
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv, vscodeServer: string, chrome: string | undefined }>}
 *   `env` has the pinned Node first in PATH
 */
export async function bootstrap(needs = []) {
  checkCaller();
  const node = pinnedNode();
  const env = { ...process.env, PATH: `${node.bin}${path.delimiter}${process.env.PATH ?? ''}` };
  const server = vscodeServer(env);
  const browser = chromium();
  const parts = [
    node,
    nodeModules(env),
    ...(needs.includes('vscode') ? [server] : []),
    ...(needs.includes('chromium') ? [browser] : []),
  ];
  if (parts.some(part => !part.isReady())) {
    await withLock(
      `toolchain ${cacheRoot}`,
      () => console.log('Another run is setting up the tool chain: waiting for it.'),
      () => installMissing(parts),
    );
  }
  const tools = { node: node.node, vscodeServer: server.main, chrome: browser.find() };
  noteTools(tools);
  return { ...tools, env };
}

/** One line for each missing part: which, of how many, and how long it took. */
async function installMissing(parts) {
  const missing = parts.filter(part => !part.isReady());
  for (const [index, part] of missing.entries()) {
    console.log(`[${index + 1}/${missing.length}] ${part.label} …`);
    const startedMs = Date.now();
    await part.install();
    console.log(`      done in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
  }
}

function checkCaller() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantMajor, wantMinor] = oldestNode;
  if (major < wantMajor || (major === wantMajor && minor < wantMinor)) {
    throw new UserError(`Node ${oldestNode.join('.')} or newer is needed to start, this is ${process.versions.node}: `
      + 'install a newer Node.');
  }
}

/** For the TypeScript side, which must not guess paths of the cache. */
function noteTools(tools) {
  const text = `${JSON.stringify({ root, ...tools }, null, 2)}\n`;
  mkdirSync(path.dirname(toolchainFile), { recursive: true });
  const temporary = `${toolchainFile}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, toolchainFile);
}
