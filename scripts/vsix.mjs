import {
  cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { buildShipped } from './bundles.mjs';
import { inRoot } from './paths.mjs';
import { UserError } from './userError.mjs';
import { zipEntries } from './zipEntries.mjs';

const largestBytes = 2 * 1024 * 1024;

/** What is copied beside the bundles. */
const copied = ['.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE', 'docs', 'l10n', 'media', 'syntaxes'];

/** What may lie in the package, and what must. vsce writes the first two and renames some files. */
const allowed = [
  /^extension\.vsixmanifest$/, /^\[Content_Types\]\.xml$/,
  /^extension\/(package(\.nls(\.[\w-]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/[\w-]+\.js$/,
  /^extension\/docs\/[\w/-]+\.(md|png|svg)$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/media\/[\w/-]+\.(svg|png|css|js)$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
];
const required = ['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'dist/extension.js', 'dist/cluster.js'];

/** The manifest of the extension. */
export const manifest = () => JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

/**
 * Builds for production in a directory of its own, packages, checks what came out and only then puts it in its place.
 * @returns {Promise<{ bytes: number, files: string[] }>}
 */
export async function packageExtension(target) {
  const work = mkdtempSync(path.join(os.tmpdir(), 'hs-package-'));
  try {
    const stage = path.join(work, 'stage');
    await fillStage(stage);
    const packed = path.join(work, 'packed.vsix');
    await createVSIX({
      cwd: stage, packagePath: packed, dependencies: false, skipLicense: true,
      allowMissingRepository: true, rewriteRelativeLinks: false, // the pictures of the README are in the package
    });
    const report = check(packed);
    mkdirSync(path.dirname(target), { recursive: true });
    const temporary = `${target}.${process.pid}.tmp`;
    cpSync(packed, temporary);
    renameSync(temporary, target);
    return report;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function fillStage(stage) {
  await buildShipped({ production: true, outDir: path.join(stage, 'dist') });
  const { scripts: _scripts, devDependencies: _dev, private: _private, ...shippedManifest } = manifest();
  writeFileSync(path.join(stage, 'package.json'), `${JSON.stringify(shippedManifest, null, 2)}\n`);
  const nls = (await readdir(inRoot())).filter(name => /^package\.nls.*\.json$/.test(name));
  for (const name of [...copied, ...nls].filter(entry => existsSync(inRoot(entry)))) {
    cpSync(inRoot(name), path.join(stage, name), { recursive: true });
  }
}

function check(file) {
  const bytes = statSync(file).size;
  const files = zipEntries(readFileSync(file));
  const strangers = files.filter(name => !allowed.some(pattern => pattern.test(name)));
  const missing = required.filter(name => !files.includes(`extension/${name}`));
  if (strangers.length > 0) {
    throw new UserError(`The package has files that do not belong (scripts/vsix.mjs): ${strangers.join(', ')}.`);
  }
  if (missing.length > 0) {
    throw new UserError(`The package lacks ${missing.join(', ')}.`);
  }
  if (bytes > largestBytes) {
    throw new UserError(`The package has ${bytes} bytes, more than the ${largestBytes} allowed.`);
  }
  return { bytes, files };
}
