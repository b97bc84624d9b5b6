import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { endSignal, runChild, watchForEnd, watchdogArgs } from './lifetime.mjs';
import { inRoot, root } from './paths.mjs';
import { failedOnce, runVitest, writeTally } from './tally.mjs';

// Runs inside the namespaces of the lab: labSuites.mjs RESULTS NAME,NAME… [PATTERN].
// Each suite leaves its tally in RESULTS.
const [results, names, pattern] = process.argv.slice(2);
const tools = { node: process.execPath, env: process.env };

/** The in-host suites, through @vscode/test-electron. */
async function runHost() {
  const file = path.join(results, 'host.json');
  const wanted = pattern ? ['--', pattern] : [];
  const suites = [process.execPath, inRoot('out', 'runHost.mjs'), '--result', file, ...wanted];
  const args = [...watchdogArgs, inRoot('out', 'onLab.mjs'), '--scene', 'healthy', ...suites];
  const { code } = await runChild(tools.node, args, { cwd: root, env: tools.env, graceMs: 20_000 });
  const { passed, failed } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : failedOnce;
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}

watchForEnd();
let failed = 0;
for (const name of names.split(',')) {
  if (endSignal.aborted) {
    break;
  }
  console.log(`\n── ${name}`);
  const tally = await (name === 'host' ? runHost() : runVitest(name, { tools, results, pattern }));
  writeTally(name, results, tally);
  failed += tally.failed;
}
process.exit(endSignal.aborted ? endSignal.reason : Math.min(failed, 1));
