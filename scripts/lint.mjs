import { onNode } from './onNode.mjs';

// npm run lint [-- --fix]: eslint over sources, tests and scripts; a warning fails.
await onNode(import.meta.url, [], async ({ node, env }) => {
  const { lint } = await import('./staticChecks.mjs');
  return await lint(node, env, process.argv.slice(2)) ? 0 : 1;
});
