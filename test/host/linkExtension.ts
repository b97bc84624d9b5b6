import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes the extension in a folder an installed one of a profile, by a link: no packing, and after a build it is enough
 * to reload the page.
 */
export function linkExtension(root: string, extensionsDir: string): void {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, string>;
  const { publisher, name, version } = manifest;
  symlinkSync(root, path.join(extensionsDir, `${publisher}.${name}-${version}`), 'junction');
}
