import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fetchPackage, fillCache, npm, untar } from './npmPackage.mjs';
import { cacheRoot, platform } from './paths.mjs';
import { codePin } from './pins.mjs';

/** Raised when what is done to the fetched tree changes, so that an older one in the cache is not used. */
const recipe = 1;

/** Built-in extensions that neither a test nor a demonstration of HPA Scope needs. Most of the size. */
const droppedExtensions = [
  'copilot', 'css-language-features', 'debug-*', 'emmet', 'github', 'github-authentication', 'grunt', 'gulp',
  'html-language-features', 'ipynb', 'jake', 'markdown-math', 'mermaid-markdown-features', 'microsoft-authentication',
  'ms-vscode.*', 'notebook-renderers', 'npm', 'php-language-features', 'simple-browser', 'terminal-suggest',
  'tunnel-forwarding', 'typescript-language-features',
];

/** Packages of the server's own features for agents and Windows. */
const droppedPackages = [
  '@devcontainers', '@github', '@microsoft/mxc-sdk', '@vscode/sandbox-runtime', '@vscode/windows-process-tree',
  '@vscode/windows-registry', 'cpu-features', 'katex',
];

/** Native modules that are not compiled here, in a few lines of JavaScript: file logger, and "end with your parent". */
const replacements = {
  '@vscode/spdlog': `'use strict';
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
class Logger {
  constructor(file) { this.file = file; mkdirSync(dirname(file), { recursive: true }); }
  write(text) { try { appendFileSync(this.file, text + '\\n'); } catch {} }
  getLevel() { return 0; }
}
for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'critical']) {
  Logger.prototype[level] = Logger.prototype.write;
}
for (const nothing of ['flush', 'drop', 'setLevel', 'setPattern', 'clearFormatters']) {
  Logger.prototype[nothing] = () => {};
}
exports.version = 0;
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => new Logger(file);
exports.setLevel = exports.setFlushOn = exports.shutdown = () => {};
`,
  '@vscode/native-watchdog': `'use strict';
exports.start = pid => setInterval(() => { try { process.kill(pid, 0); } catch { process.exit(87); } }, 1000).unref();
`,
};

/** The VS Code server without install scripts or compiler, about 200 MB in the cache. */
export function vscodeServer(env) {
  const directory = path.join(cacheRoot, `vscode-${codePin.version}-${platform}-r${recipe}`);
  return {
    label: `VS Code server (${codePin.name} ${codePin.version})`,
    main: path.join(directory, 'out', 'server-main.js'),
    isReady: () => existsSync(path.join(directory, 'out', 'server-main.js')),
    install: () => fillCache(directory, work => assemble(work, env)),
  };
}

async function assemble(work, env) {
  const file = await fetchPackage(codePin, work);
  const dropped = droppedExtensions.map(name => `--exclude=package/lib/vscode/extensions/${name}`);
  await untar(file, work, '--exclude=*.map', ...dropped, 'package/lib/vscode');
  rmSync(file);

  const code = path.join(work, 'package', 'lib', 'vscode');
  // Not `npm ci`: the shrinkwrap in the package lags behind its package.json.
  const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await npm('Installing the packages of the VS Code server', install, { cwd: code, env, place: cacheRoot });

  for (const name of droppedPackages) {
    rmSync(path.join(code, 'node_modules', name), { recursive: true, force: true });
  }
  for (const [name, source] of Object.entries(replacements)) {
    const home = path.join(code, 'node_modules', name);
    const { main = 'index.js' } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
    writeFileSync(path.join(home, main), source);
  }
  const ripgrep = path.join(code, 'node_modules', '@vscode', 'ripgrep-universal', 'bin');
  for (const other of readdirSync(ripgrep).filter(name => name !== platform)) {
    rmSync(path.join(ripgrep, other), { recursive: true });
  }
  return code;
}
