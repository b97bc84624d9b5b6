import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runChild } from './lifetime.mjs';
import { onNode } from './onNode.mjs';
import { inRoot } from './paths.mjs';

// npm start [-- --scene NAME | --kubeconfig FILE [--context NAME]] [--port N] [--no-open]
// VS Code in the browser with HPA Scope, on the lab or on a cluster of your own. Ctrl-C ends everything.
checkOptions();
await onNode(import.meta.url, ['vscode'], async ({ node, env }) => {
  const { buildAll } = await import('./bundles.mjs');
  await buildAll({ production: false, outDir: inRoot('dist') });
  const args = process.argv.slice(2).map(absoluteFile);
  const { code } = await runChild(node, [inRoot('out', 'serve.mjs'), ...args], { env, graceMs: 30_000 });
  return code;
});

/** A slip of the pen is told before anything is fetched or built. */
function checkOptions() {
  const text = { type: 'string' };
  try {
    parseArgs({ options: { kubeconfig: text, context: text, scene: text, port: text, 'no-open': { type: 'boolean' } } });
  } catch (error) {
    const [problem] = error.message.split(/\. |\n/);
    console.error(`${problem}: npm start -- [--scene NAME | --kubeconfig FILE [--context NAME]] [--port N] [--no-open]`);
    process.exit(1);
  }
}

/** npm runs scripts in the root of the checkout; a file is meant from where the user stands. */
function absoluteFile(text) {
  const from = process.env.INIT_CWD;
  const isFile = from !== undefined && !text.startsWith('-') && existsSync(path.resolve(from, text));
  return isFile ? path.resolve(from, text) : text;
}
