import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runChild, watchdogArgs } from './lifetime.mjs';
import { inRoot, root } from './paths.mjs';

/** How many tests passed and failed. A skipped test counts as failed: nobody looked. */
export const passedOnce = { passed: 1, failed: 0 };
export const failedOnce = { passed: 0, failed: 1 };

export const sum = tallies => tallies.reduce(
  (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
  { passed: 0, failed: 0 },
);

/** Notes what a suite did, for the process that adds up. */
export function writeTally(name, results, tally) {
  writeFileSync(path.join(results, `${name}.tally.json`), JSON.stringify(tally));
}

/** What a suite noted. One that left nothing behind did not come to its end. */
export function readTally(name, results) {
  const file = path.join(results, `${name}.tally.json`);
  if (!existsSync(file)) {
    console.error(`The suite ${name} did not come to its end.`);
    return failedOnce;
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Runs one project of test/vitest.config.mts, with a pattern only the tests of a matching name. */
export async function runVitest(project, { tools, results, pattern }) {
  const file = path.join(results, `${project}.vitest.json`);
  const args = [
    ...watchdogArgs, inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run',
    '--config', inRoot('test', 'vitest.config.mts'), '--root', root, '--project', project,
    '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...(pattern ? ['-t', pattern] : []),
  ];
  const { code } = await runChild(tools.node, args, { cwd: root, env: tools.env, graceMs: 20_000 });
  if (!existsSync(file)) {
    console.error(`The suite ${project} did not come to its end.`);
    return failedOnce;
  }
  const tally = tallyOf(JSON.parse(readFileSync(file, 'utf8')), pattern !== undefined);
  if (tally.passed + tally.failed === 0) {
    console.error(`The suite ${project} has no test${pattern ? ` that matches ${pattern}` : ''}.`);
  }
  const isCounted = code === 0 ? tally.passed > 0 : tally.failed > 0;
  return isCounted ? tally : sum([tally, failedOnce]);
}

/** A file that failed as a whole, before its first test, counts as one. */
function tallyOf({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }, isFiltered) {
  const broken = testResults.filter(({ status, assertionResults }) => (
    status === 'failed' && assertionResults.length === 0
  ));
  const skipped = isFiltered ? 0 : numPendingTests + numTodoTests;
  return { passed: numPassedTests, failed: numFailedTests + broken.length + skipped };
}
