import { existsSync, readdirSync } from 'node:fs';
import { runChild, watchdogArgs } from './lifetime.mjs';
import { inRoot, root } from './paths.mjs';

/** Checks each tsconfig.json: of the whole, and of the folders of src that are stricter. Answers whether all pass. */
export async function typecheck(node, env) {
  const folders = readdirSync(inRoot('src'), { withFileTypes: true }).filter(entry => entry.isDirectory());
  const configs = ['tsconfig.json', ...folders.map(({ name }) => `src/${name}/tsconfig.json`)];
  let isWell = true;
  for (const config of configs.filter(file => existsSync(inRoot(file)))) {
    const args = [...watchdogArgs, inRoot('node_modules', 'typescript', 'lib', 'tsc.js'), '-p', config, '--noEmit'];
    const { code } = await runChild(node, args, { cwd: root, env });
    isWell &&= code === 0;
  }
  return isWell;
}

/** Runs eslint. Answers whether it found nothing. */
export async function lint(node, env, more = []) {
  const eslint = inRoot('node_modules', 'eslint', 'bin', 'eslint.js');
  const config = inRoot('scripts', 'eslint.config.mjs');
  const args = [...watchdogArgs, eslint, '--config', config, 'src', 'test', '--max-warnings=0', ...more];
  return (await runChild(node, args, { cwd: root, env })).code === 0;
}
