import { openRelays } from './inside.js';
import { runInside } from './namespaces.js';
import { messageOf } from './userError.js';

/**
 * A program for namespaces.test.ts, which kills it in every way: runs the shell script of its first argument inside.
 * The second argument is a port to relay; with it the program goes inside itself and opens its half.
 */
async function main([script = '', port]: readonly string[]): Promise<number> {
  if (process.env['HPA_SCOPE_ID'] !== undefined) {
    await openRelays();
    await new Promise(resolve => setTimeout(resolve, 60_000));
  }
  if (port === undefined) {
    return runInside('bash', ['-c', script]);
  }
  const relays = [{ outsidePort: Number(port), insidePort: 8080 }];
  return runInside('bash', ['-c', script, process.execPath, process.argv[1] ?? ''], { relays });
}

main(process.argv.slice(2)).then(
  code => { process.exitCode = code; },
  (error: unknown) => {
    console.error(messageOf(error));
    process.exitCode = 1;
  },
);
