import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/**
 * What VS Code runs in its extension host: every suite beside this file. The stats go to $HOST_RESULT, which proves
 * that the suites came to their end: the exit code of a host that was killed is 0.
 */
export async function run(): Promise<void> {
  const pattern = process.env['HOST_PATTERN'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    color: process.env['HOST_COLOR'] === '1',
    forbidOnly: process.env['CI'] !== undefined,
    ...(pattern ? { grep: pattern } : {}),
  });
  for (const file of readdirSync(__dirname).filter(name => name.endsWith('.host.js')).sort()) {
    mocha.addFile(path.join(__dirname, file));
  }
  const { failures, stats } = await new Promise<{ failures: number; stats: Mocha.Stats | undefined }>(resolve => {
    const runner = mocha.run(count => resolve({ failures: count, stats: runner.stats }));
  });
  if (process.env['HOST_RESULT'] !== undefined && stats) {
    writeFileSync(process.env['HOST_RESULT'], JSON.stringify(stats));
  }
  if (failures > 0) {
    throw new Error(`${failures} of the in-host tests failed`);
  }
}
