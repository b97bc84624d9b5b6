import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A path inside this checkout. */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Where everything fetched or built outside the checkout is kept. */
export const cacheRoot = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'hpa-scope');

/** This machine, as npm's platform packages name it. */
export const platform = `${process.platform}-${process.arch}`;

/** The file in which a bootstrap notes where its tools are; TypeScript reads it through test/host/toolchain.ts. */
export const toolchainFile = inRoot('out', 'toolchain.json');
