import path from 'node:path';
import { parseArgs } from 'node:util';
import { onNode } from './onNode.mjs';
import { inRoot } from './paths.mjs';

// npm run package [-- FILE]: the VSIX for desktop VS Code. Default: hpa-scope-<version>.vsix in the checkout.
await onNode(import.meta.url, [], async () => {
  const { positionals: [file] } = parseArgs({ allowPositionals: true });
  const { packageExtension, manifest } = await import('./vsix.mjs');
  const { name, version } = manifest();
  const target = file ? path.resolve(file) : inRoot(`${name}-${version}.vsix`);
  const { bytes, files } = await packageExtension(target);
  console.log(`${path.relative(process.cwd(), target)}: ${files.length} files, ${(bytes / 1024).toFixed(0)} KiB`);
});
