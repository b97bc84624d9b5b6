import { enter } from './enter.js';
import { runInside } from './namespaces.js';
import { prepareLab } from './prepare.js';
import { up } from './up.js';
import { messageOf, UserError } from './userError.js';

async function main([command, ...words]: readonly string[]): Promise<number> {
  switch (command) {
    case 'binaries':
      return binaries();
    case 'up':
      return up(words);
    case 'enter':
      return enter(words[0] ?? '', afterDashes(words));
    case 'inside':
      return inside(afterDashes(words));
    case undefined:
    default:
      throw new UserError('Usage: lab.mjs binaries | inside | up | enter.');
  }
}

function afterDashes(words: readonly string[]): readonly string[] {
  const command = words.slice(words.indexOf('--') + 1);
  if (!words.includes('--') || command.length === 0) {
    throw new UserError('Give a command after "--", for example: -- bash.');
  }
  return command;
}

async function binaries(): Promise<number> {
  const isRoot = process.getuid?.() === 0; // else there can be no real nodes
  const programs = await prepareLab(isRoot ? 'real' : 'simulated', line => console.error(line));
  console.log(JSON.stringify(programs, null, 2));
  return 0;
}

async function inside([command = '', ...args]: readonly string[]): Promise<number> {
  return runInside(command, args);
}

main(process.argv.slice(2)).then(
  code => process.exit(code), // what a lab started ends with the namespaces
  (error: unknown) => {
    console.error(error instanceof UserError ? messageOf(error) : error);
    process.exit(1);
  },
);
