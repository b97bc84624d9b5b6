import { ensureBinaries } from './binaries.js';
import { runInside } from './namespaces.js';
import { up } from './up.js';
import { messageOf, UserError } from './userError.js';

async function main([command, ...words]: readonly string[]): Promise<number> {
  const rest = words.filter((word, index) => word !== '--' || index > 0);
  switch (command) {
    case 'binaries':
      console.log(JSON.stringify(await ensureBinaries(line => console.error(line)), null, 2));
      return 0;
    case 'up':
      return up(rest);
    case 'inside':
      return runInside(rest[0] ?? 'bash', rest.slice(1));
    default:
      throw new UserError('Usage: lab.mjs binaries | inside | up | enter.');
  }
}

main(process.argv.slice(2)).then(
  code => { process.exitCode = code; },
  (error: unknown) => {
    console.error(error instanceof UserError ? messageOf(error) : error);
    process.exitCode = 1;
  },
);
