import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endSignal, runChild } from './lifetime.mjs';
import { inRoot, root } from './paths.mjs';
import { lint, typecheck } from './staticChecks.mjs';
import { failedOnce, passedOnce, readTally, runVitest, sum } from './tally.mjs';
import { textOf } from './userError.mjs';

/** The suites that need no cluster. */
const offLab = ['unit', 'oracle'];

/**
 * Runs the stages one after the other, the later ones also when an earlier one failed, unless nothing could be built.
 * The last line is the sum. Exit code 1 unless every stage ran tests to their end and none failed.
 */
export async function testStages({ tools, chosen, isWhole, pattern }) {
  const results = mkdtempSync(path.join(os.tmpdir(), 'hs-test-'));
  const tallies = [];
  const stage = async (name, work) => {
    endSignal.throwIfAborted();
    const startedMs = Date.now();
    console.log(`\n── ${name}`);
    const tally = await work().catch(error => {
      console.error(textOf(error));
      return failedOnce;
    });
    endSignal.throwIfAborted();
    tallies.push(tally);
    console.log(`── ${name}: ${textOfTally(tally)}, ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
    return tally.failed === 0;
  };

  try {
    const onLab = chosen.filter(name => !offLab.includes(name));
    if (await stage('build', () => build(onLab.includes('ui')))) {
      if (isWhole) {
        await stage('typecheck', async () => (await typecheck(tools.node, tools.env) ? passedOnce : failedOnce));
        await stage('lint', async () => (await lint(tools.node, tools.env) ? passedOnce : failedOnce));
      }
      for (const name of chosen.filter(suite => offLab.includes(suite))) {
        await stage(name, () => runVitest(name, { tools, results, pattern }));
      }
      if (onLab.length > 0) {
        await stage(`on the lab: ${onLab.join(', ')}`, () => runLanes(onLab, { tools, results, pattern }));
      }
    }
  } finally {
    rmSync(results, { recursive: true, force: true });
  }

  const total = sum(tallies);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** Where the package lies that the UI suites install. */
const packaged = inRoot('out', 'hpa-scope.vsix');

/** Building is no test: it counts only when it fails. */
async function build(withPackage) {
  const { buildAll } = await import('./bundles.mjs');
  await buildAll({ production: false, outDir: inRoot('dist') });
  if (withPackage) {
    const { packageExtension } = await import('./vsix.mjs');
    const { bytes, files } = await packageExtension(packaged);
    console.log(`package: ${files.length} files, ${(bytes / 1024).toFixed(0)} KiB`);
  }
  return { passed: 0, failed: 0 };
}

/**
 * The suites that need a cluster mostly wait for it, so the lab's own and those of the editor run side by side, in
 * namespaces of their own. What the second lane prints comes when it has ended.
 */
async function runLanes(names, options) {
  const lanes = [names.filter(name => name === 'lab'), names.filter(name => name !== 'lab')].filter(lane => lane.length > 0);
  return sum(await Promise.all(lanes.map((lane, index) => runOnLab(lane, { ...options, capture: index > 0 }))));
}

/** Runs suites inside the lab's namespaces; they leave their figures in files. */
async function runOnLab(names, { tools, results, pattern, capture }) {
  const inner = [inRoot('scripts', 'labSuites.mjs'), results, names.join(','), ...(pattern ? [pattern] : [])];
  const env = { ...tools.env, HPA_SCOPE_VSIX: packaged };
  const command = [inRoot('out', 'onLab.mjs'), tools.node, ...inner];
  const { code, output } = await runChild(tools.node, command, { cwd: root, env, graceMs: 30_000, capture });
  process.stdout.write(output);
  const tally = sum(names.map(name => readTally(name, results)));
  return code !== 0 && tally.failed === 0 ? sum([tally, failedOnce]) : tally;
}

function textOfTally({ passed, failed }) {
  return passed + failed === 0 ? 'done' : `${passed} passed, ${failed} failed`;
}
