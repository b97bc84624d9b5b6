import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { endSignal } from './lifetime.mjs';
import { inRoot, root } from './paths.mjs';
import { UserError } from './userError.mjs';

/** What ships. Only extension.js may name `vscode`: elsewhere it does not resolve, and the build fails. */
const shipped = [
  { entry: 'src/extension.ts', file: 'extension.js', external: ['vscode'] },
  { entry: 'src/cluster/worker.ts', file: 'cluster.js', external: [] },
  { entry: 'src/cli/main.ts', file: 'cli.js', external: [] },
  { entry: 'src/server/main.ts', file: 'metrics-server.js', external: [] },
];

/** What runs from the checkout only: npm packages stay outside the bundles. */
const programs = [
  { entry: 'test/lab/cli.ts', file: 'lab.mjs' },
  { entry: 'test/host/launcher.ts', file: 'code.mjs', executable: true },
  { entry: 'test/host/runHost.ts', file: 'runHost.mjs' },
  { entry: 'test/host/onLab.ts', file: 'onLab.mjs' },
  { entry: 'test/ui/serve.ts', file: 'serve.mjs' },
  { entry: 'test/ui/screenshots.ts', file: 'screenshots.mjs' },
  { entry: 'test/bench/main.ts', file: 'bench.mjs' },
];

const common = {
  bundle: true, platform: 'node', target: 'node22', write: false, logLevel: 'silent', absWorkingDir: root,
};

/** Builds what has its entry file, the rest also when one part fails. With `production`, minified, no source maps. */
export async function buildAll({ production, outDir }) {
  const jobs = programs.filter(({ entry }) => existsSync(inRoot(entry))).map(({ entry, file, executable }) => emit({
    ...common, entryPoints: [entry], outfile: inRoot('out', file), format: 'esm', packages: 'external', sourcemap: true,
    target: 'node24', ...(executable ? { banner: { js: '#!/usr/bin/env node' } } : {}),
  }, executable ? 0o755 : 0o644));
  await allOrMessages([buildShipped({ production, outDir }), ...jobs, buildHostSuites()]);
}

/** Builds only what ships, into any directory. */
export async function buildShipped({ production, outDir }) {
  await allOrMessages(shipped.filter(({ entry }) => existsSync(inRoot(entry))).map(({ entry, file, external }) => emit({
    ...common, entryPoints: [entry], outfile: path.join(outDir, file), format: 'cjs', external,
    minify: production, sourcemap: !production, legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
  })));
}

/** Waits for all and fails with what all failures say. */
async function allOrMessages(jobs) {
  const failures = (await Promise.allSettled(jobs)).filter(({ status }) => status === 'rejected');
  if (failures.length > 0) {
    throw new UserError([...new Set(failures.map(({ reason }) => reason.message))].join('\n'));
  }
}

/** The in-host suites, one bundle each, and the mocha entry for them. A suite that is gone takes its own with it. */
async function buildHostSuites() {
  const source = inRoot('test', 'host');
  const files = existsSync(source) ? readdirSync(source) : [];
  const names = files.filter(name => name.endsWith('.host.ts') || name === 'index.ts');
  const outdir = inRoot('out', 'host');
  if (existsSync(outdir)) {
    const wanted = new Set(names.map(name => name.replace(/\.ts$/, '.js')));
    for (const old of readdirSync(outdir).filter(name => name.endsWith('.js') && !wanted.has(name))) {
      rmSync(path.join(outdir, old), { force: true });
    }
  }
  if (names.length > 0) {
    await emit({
      ...common, entryPoints: names.map(name => `test/host/${name}`), outdir, format: 'cjs', packages: 'external',
      external: ['vscode'], sourcemap: true,
    });
  }
}

/** Runs esbuild, then puts each file in its place by a rename: two builds at once never show each other half a file. */
async function emit(options, mode = 0o644) {
  const { outputFiles } = await build(options).catch(error => {
    throw new Error(messagesOf(error), { cause: error });
  });
  for (const { path: file, contents } of outputFiles) {
    mkdirSync(path.dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, contents, { mode });
    renameSync(temporary, file);
  }
}

function messagesOf(error) {
  const list = error.errors?.map(({ text, location }) => (
    location ? `${location.file}:${location.line}: ${text}` : text
  ));
  return list?.join('\n') ?? error.stack;
}

/** Builds at once and after each change of a source, until the end of the process. */
export async function watchAll(options) {
  const rebuild = async () => {
    const startedMs = Date.now();
    await buildAll(options).then(
      () => console.log(`built in ${Date.now() - startedMs} ms`),
      error => console.error(error.message),
    );
  };
  await rebuild();
  let timer;
  for (const folder of ['src', 'test'].filter(name => existsSync(inRoot(name)))) {
    watch(inRoot(folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(rebuild, 100);
    });
  }
  await new Promise(resolve => endSignal.addEventListener('abort', resolve));
}
