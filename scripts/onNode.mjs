import { fileURLToPath } from 'node:url';
import { endSignal, runChild, watchForEnd } from './lifetime.mjs';
import { bootstrap } from './toolchain.mjs';
import { textOf } from './userError.mjs';

/**
 * The frame of every script: bootstraps, and goes on in the pinned Node, where `main` may import npm packages.
 * The exit code is what `main` answers, 1 after an error, 128 + n after a signal.
 * @param {string} script import.meta.url of the script
 * @param {readonly ('vscode' | 'chromium')[]} needs
 * @param {(tools: Awaited<ReturnType<typeof bootstrap>>) => Promise<number | void>} main
 */
export async function onNode(script, needs, main) {
  watchForEnd();
  let code;
  try {
    const tools = await bootstrap(needs);
    code = process.execPath === tools.node ? await main(tools) : await goOn(script, tools);
  } catch (error) {
    code = endSignal.aborted ? endSignal.reason : 1;
    if (!endSignal.aborted) {
      console.error(textOf(error));
    }
  }
  process.exit(code ?? (endSignal.aborted ? endSignal.reason : 0));
}

async function goOn(script, { node, env }) {
  const { code } = await runChild(node, [fileURLToPath(script), ...process.argv.slice(2)], { env, graceMs: 30_000 });
  return code;
}
