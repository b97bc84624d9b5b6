import { parseArgs } from 'node:util';
import { inRoot } from './paths.mjs';
import { onNode } from './onNode.mjs';

// npm run build [-- --production] [-- --watch]: the extension into dist/, the lab and the suites into out/.
await onNode(import.meta.url, [], async () => {
  const { values } = parseArgs({ options: { production: { type: 'boolean' }, watch: { type: 'boolean' } } });
  const { buildAll, watchAll } = await import('./bundles.mjs');
  const options = { production: values.production === true, outDir: inRoot('dist') };
  return values.watch ? watchAll(options) : buildAll(options);
});
