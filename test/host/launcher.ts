import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser, newLoopbackContext } from './browser.js';
import { isWorkbenchNoise } from './workbenchNoise.js';
import { startVscodeServer, workbenchUrl, type VscodeServer } from './vscodeServer.js';

// Stands in for the `code` executable of @vscode/test-electron: same arguments, but a VS Code server and a headless
// browser. Exit code: that of the suite; 2 when a part died, 3 when time was up, 64 for wrong arguments, 130 when
// interrupted.

const verbose = process.env['VSCODE_TEST_VERBOSE'] !== undefined;
const limitMs = Number(process.env['VSCODE_TEST_TIMEOUT_MS'] ?? 600_000);
const startLimitMs = Math.min(limitMs, 90_000);

const valuesOf = (name: string) =>
  process.argv.filter(text => text.startsWith(`--${name}=`)).map(text => text.slice(name.length + 3));
const folder = process.argv.slice(2).find(text => !text.startsWith('-'));
const developmentPaths = valuesOf('extensionDevelopmentPath');
const [testsPath] = valuesOf('extensionTestsPath');
const scratch = mkdtempSync(path.join(tmpdir(), 'hsl-'));

let server: VscodeServer | undefined;
let browser: Browser | undefined;
let ending = false;
let hostStarted = false;
let crash: string | undefined;

/** Ends everything, once. */
async function finish(code: number, why?: string): Promise<void> {
  if (ending) {
    return;
  }
  ending = true;
  if (why !== undefined) {
    console.error(`\nVS Code test host: ${why}`);
  }
  if (code > 1 && code < 64 && server) {
    console.error(server.log().split('\n').slice(-15).join('\n'));
  }
  await Promise.race([browser?.close().catch(() => undefined), sleep(3000)]);
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}

/** Only this log tells how the host ended: after a crash the workbench reports 0, or tries to reconnect for hours. */
function onServerLog(text: string): void {
  if (verbose) {
    process.stderr.write(text);
  }
  hostStarted ||= text.includes('Launched Extension Host Process');
  const end = /Extension Host Process exited with code: (\w+), signal: (\w+)/.exec(text);
  if (!end || ending) {
    return;
  }
  if (end[1] === '0') {
    setTimeout(() => void finish(2, 'the extension host ended without a result'), 3000);
  } else {
    crash = `the extension host died (code ${end[1]}, signal ${end[2]})`;
    void finish(2, crash);
  }
}

/** The driver of the workbench calls these two in the page: what the suite prints, and its exit code. */
async function openPage(running: VscodeServer, tests: string): Promise<void> {
  browser = await launchBrowser();
  browser.on('disconnected', () => void finish(2, 'the browser ended'));
  const context = await newLoopbackContext(browser, 1280, 800);
  const page = await context.newPage();
  page.on('crash', () => void finish(2, 'the page crashed'));
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    const text = format(...args);
    if (verbose || !isWorkbenchNoise(text)) {
      process[type === 'error' ? 'stderr' : 'stdout'].write(`${text}\n`);
    }
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => finish(code || (crash ? 2 : 0), crash));
  const remote = (file: string) => `vscode-remote://127.0.0.1:${running.port}${path.resolve(file)}`;
  await page.goto(workbenchUrl(running, folder, [
    ...developmentPaths.map((file): [string, string] => ['extensionDevelopmentPath', remote(file)]),
    ['extensionTestsPath', remote(tests)],
  ]));
}

async function main(): Promise<void> {
  if (testsPath === undefined) {
    return finish(64, 'only runs tests: '
      + '--extensionTestsPath=… --extensionDevelopmentPath=… [--user-data-dir=…] [folder]');
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void finish(130, signal));
  }
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void finish(2, 'the caller is gone'), 500).unref();
  setTimeout(() => void finish(3, `no result after ${limitMs} ms`), limitMs);
  const noHost = `the extension host did not start in ${startLimitMs} ms`;
  setTimeout(() => hostStarted || void finish(3, noHost), startLimitMs);

  const profile = {
    userDataDir: path.resolve(valuesOf('user-data-dir')[0] ?? path.join(scratch, 'user')),
    extensionsDir: path.resolve(valuesOf('extensions-dir')[0] ?? path.join(scratch, 'ext')),
  };
  server = await startVscodeServer({ profile, driver: true, onLog: onServerLog });
  void server.exited.then(code => finish(2, `the server ended (${code})`));
  await openPage(server, testsPath);
}

main().catch((error: unknown) => finish(2, error instanceof Error ? error.stack : String(error)));
