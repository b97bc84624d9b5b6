import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { currentNamespaces } from '../lab/inside.js';
import { runInside } from '../lab/namespaces.js';
import { UserError, messageOf } from '../lab/userError.js';
import { endGroup } from './processGroup.js';
import { parseScene, prepareSceneLab, showScene, startSceneLab } from './sceneLab.js';

// onLab.mjs COMMAND ARGS…                  outside: builds what the lab needs and runs the command in its namespaces
// onLab.mjs --scene NAME COMMAND ARGS…     inside: runs it beside a lab with that scene, with KUBECONFIG set

/** Runs a command to its end, or ends it when this process is asked to end. */
async function runCommand([command = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env, detached: true });
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void endGroup(child, exited, 10_000));
  }
  return exited;
}

async function main(argv: readonly string[]): Promise<number> {
  const firstWord = argv.findIndex((text, index) => !text.startsWith('--') && argv[index - 1] !== '--scene');
  const { values } = parseArgs({ args: argv.slice(0, firstWord), options: { scene: { type: 'string' } } });
  const command = argv.slice(firstWord);
  if (currentNamespaces() === undefined) {
    await prepareSceneLab();
    return runInside(command[0] ?? '', command.slice(1));
  }
  if (values.scene === undefined) {
    return runCommand(command, process.env);
  }
  const name = parseScene(values.scene);
  const lab = await startSceneLab();
  try {
    const scene = await showScene(lab, name);
    return await runCommand(command, {
      ...process.env, KUBECONFIG: scene.kubeconfig, HPA_SCOPE_KUBECTL: lab.binaries.kubectl,
    });
  } finally {
    await lab.stop();
  }
}

main(process.argv.slice(2)).then(code => process.exit(code), (error: unknown) => {
  console.error(error instanceof UserError ? messageOf(error) : error);
  process.exit(1);
});
