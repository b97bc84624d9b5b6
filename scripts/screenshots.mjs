import { runChild } from './lifetime.mjs';
import { onNode } from './onNode.mjs';
import { inRoot, root } from './paths.mjs';

// npm run screenshots [-- SCENE…]: screenshots/<scene>-<view>-<theme>.png of each scene, on one lab.
await onNode(import.meta.url, ['vscode', 'chromium'], async ({ node, env }) => {
  const { buildAll } = await import('./bundles.mjs');
  const { packageExtension } = await import('./vsix.mjs');
  await buildAll({ production: false, outDir: inRoot('dist') });
  const packaged = inRoot('out', 'hpa-scope.vsix');
  await packageExtension(packaged);
  const inner = [node, inRoot('out', 'screenshots.mjs'), ...process.argv.slice(2)];
  const options = { cwd: root, env: { ...env, HPA_SCOPE_VSIX: packaged }, graceMs: 30_000 };
  return (await runChild(node, [inRoot('out', 'onLab.mjs'), ...inner], options)).code;
});
