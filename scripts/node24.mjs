import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fetchPackage, fillCache, untar } from './npmPackage.mjs';
import { cacheRoot, platform } from './paths.mjs';
import { nodePins } from './pins.mjs';
import { UserError } from './userError.mjs';

/** The pinned Node of this platform: where it is kept, and how it gets there. */
export function pinnedNode() {
  const pin = nodePins[platform];
  if (!pin) {
    const known = Object.keys(nodePins).join(', ');
    throw new UserError(`HPA Scope is built and tested on ${known}; `
      + `there is no pinned Node for ${platform} yet (scripts/pins.mjs).`);
  }
  const directory = path.join(cacheRoot, `node-${pin.version}-${platform}`);
  return {
    label: `Node ${pin.version}`,
    bin: path.join(directory, 'bin'),
    node: path.join(directory, 'bin', 'node'),
    isReady: () => existsSync(path.join(directory, 'bin', 'node')),
    install: () => fillCache(directory, async work => {
      const file = await fetchPackage(pin, work);
      const to = path.join(work, 'node');
      mkdirSync(to);
      await untar(file, to, '--strip-components=1', 'package/bin/node', 'package/LICENSE');
      return to;
    }),
  };
}
