import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'vitest';

interface Manifest {
  readonly engines: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly commands: { readonly command: string; readonly title: string }[];
    readonly views: Record<string, { readonly id: string; readonly name: string }[]>;
    readonly viewsWelcome: { readonly view: string; readonly contents: string; readonly when: string }[];
    readonly menus: Record<string, { readonly command: string }[]>;
    readonly configuration: { readonly properties: Record<string, unknown> };
  };
}

const manifestText = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(manifestText) as Manifest;
const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const contributions = readFileSync('src/ui/contributions.ts', 'utf8');
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => readFileSync(`src/${file}`, 'utf8'))
  .join('\n');

const declared = [...contributions.matchAll(/^\s+'(hpaScope\.\w+)': \[/gm)].map(([, id = '']) => id).sort();
const contributed = manifest.contributes.commands.map(({ command }) => command).sort();

describe('package.json and contributions.ts', () => {
  it('list the same commands', () => assert.deepEqual(contributed, declared));

  for (const id of declared) {
    it(`${id} is registered`, () => assert.match(sources, new RegExp(`registerCommand\\(services, '${id}'`)));
  }

  it('menus and welcomes name commands that exist', () => {
    const inMenus = Object.values(manifest.contributes.menus).flat().map(({ command }) => command);
    const inWelcomes = [...JSON.stringify(strings).matchAll(/\(command:([\w.]+)\)/g)].map(([, id = '']) => id);
    for (const id of [...inMenus, ...inWelcomes]) {
      assert.ok(contributed.includes(id), `${id} is not contributed`);
    }
  });

  it('name the same views and context keys', () => {
    const ids = Object.values(manifest.contributes.views).flat().map(({ id }) => id);
    for (const id of ids) {
      assert.ok(contributions.includes(`'${id}'`), `${id} is not in contributions.ts`);
    }
    for (const { view, when } of manifest.contributes.viewsWelcome) {
      assert.ok(ids.includes(view), `${view} is not contributed`);
      const key = when.split(' ')[0] ?? '';
      assert.ok(contributions.includes(`'${key}'`), `${key} is not set by anybody`);
    }
  });
});

describe('strings of package.json', () => {
  it('every %key% has a text, and every text is used', () => {
    const used = [...new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key))].sort();
    assert.deepEqual(used, Object.keys(strings).sort());
  });
});

describe('trust and dependencies', () => {
  it('settings that lead to a cluster are restricted in an untrusted workspace', () => {
    assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes('hpaScope.kubeconfig'));
  });

  it('settings that are restricted exist', () => {
    for (const id of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) {
      assert.ok(id in manifest.contributes.configuration.properties, `${id} is no setting`);
    }
  });

  it('every dependency is pinned, and none is needed at run time beside the bundle', () => {
    assert.equal(manifest.dependencies, undefined);
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, `${name} is not pinned`);
    }
  });

  it('the types are those of the oldest VS Code that may run us', () => {
    assert.equal(manifest.engines['vscode'], `^${manifest.devDependencies['@types/vscode']}`);
  });
});
