import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { describe, it } from 'vitest';

/** Which folder of src may import which folder, and which packages. A new arrow is a design decision, made here. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: ['base', '@vscode/l10n'],
  core: ['core', 'base', 'yaml'],
  cluster: ['cluster', 'core', 'base', 'undici', 'yaml', 'node:'],
  server: ['server', 'cluster', 'core', 'base', 'node:'],
  debugger: ['debugger', 'cluster', 'core', 'base', 'node:'],
  agents: ['agents', 'cluster', 'core', 'base', 'node:'],
  cli: ['cli', 'agents', 'server', 'cluster', 'core', 'base', 'node:'],
  webview: ['webview', 'core', 'base'],
  ui: ['ui', 'webview', 'debugger', 'agents', 'cluster', 'core', 'base', 'vscode', 'node:'],
  'extension.ts': ['ui', 'vscode'],
};

const layerOf = (path: string): string => path.split(sep)[0] ?? '';
const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

/** Imports that remain at run time are one thing, types are another: both count, a layer is a layer. */
function importsOf(source: string): string[] {
  return [...source.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, target = '']) => target);
}

function destination(file: string, target: string): string {
  if (target.startsWith('.')) {
    return layerOf(join(dirname(file), target));
  }
  return target.startsWith('node:') ? 'node:' : target;
}

describe('layers', () => {
  for (const file of files) {
    const source = readFileSync(join('src', file), 'utf8');
    const layer = layerOf(file);

    it(`${file} imports only what ${layer} may`, () => {
      for (const target of importsOf(source)) {
        const to = destination(file, target);
        assert.ok(mayImport[layer]?.includes(to), `${layer} must not import ${to}`);
      }
    });

    it(`${file} is no barrel and exports no default`, () => {
      assert.notEqual(file.split(sep).at(-1), 'index.ts');
      assert.doesNotMatch(source, /^export default\b/m);
    });

    if (layer === 'core') {
      it(`${file} reads no clock and rolls no dice`, () => {
        assert.doesNotMatch(source, /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/);
      });
    }
  }
});

describe('cycles', () => {
  it('no file of src imports itself by way of others', () => {
    const graph = new Map(files.map(file => [
      file,
      importsOf(readFileSync(join('src', file), 'utf8'))
        .filter(target => target.startsWith('.'))
        .map(target => join(dirname(file), target).replace(/\.js$/, '.ts')),
    ]));
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      assert.ok(!path.includes(file), `import cycle: ${[...path, file].join(' → ')}`);
      if (!done.has(file)) {
        graph.get(file)?.forEach(next => visit(next, [...path, file]));
        done.add(file);
      }
    };
    files.forEach(file => visit(file, []));
  });
});

describe('what the extension host loads', () => {
  it('never reaches the Kubernetes client: it takes longer to load than the host may be blocked', () => {
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file)) {
        return;
      }
      reached.add(file);
      const source = readFileSync(join('src', file), 'utf8');
      const atRunTime = source.replace(/\bimport type\b[^;]*;/g, '');
      for (const target of importsOf(atRunTime)) {
        assert.ok(target !== 'undici', `${file} loads ${target} in the host`);
        if (target.startsWith('.')) {
          visit(join(dirname(file), target).replace(/\.js$/, '.ts'));
        }
      }
    };
    visit('extension.ts');
  });
});
