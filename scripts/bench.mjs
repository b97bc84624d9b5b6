import { runChild, watchdogArgs } from './lifetime.mjs';
import { onNode } from './onNode.mjs';
import { inRoot, root } from './paths.mjs';

// npm run bench [-- NAME]: the benchmarks, on bundles as they ship.
await onNode(import.meta.url, [], async ({ node, env }) => {
  const { buildAll } = await import('./bundles.mjs');
  await buildAll({ production: true, outDir: inRoot('dist') });
  const args = [...watchdogArgs, inRoot('out', 'bench.mjs'), ...process.argv.slice(2)];
  return (await runChild(node, args, { cwd: root, env })).code;
});
