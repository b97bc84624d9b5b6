import { onNode } from './onNode.mjs';

// npm run typecheck: the TypeScript compiler over every environment of the sources and the tests.
await onNode(import.meta.url, [], async ({ node, env }) => {
  const { typecheck } = await import('./staticChecks.mjs');
  return await typecheck(node, env) ? 0 : 1;
});
