import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { ClusterError } from '../../src/base/errors.js';
import { kubeconfigFor, loadKubeconfig, summarizeKubeconfig } from '../../src/cluster/kubeconfig.js';
import { kubeconfigFiles } from '../../src/cluster/kubeconfigFiles.js';

let folder: string;

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'hpa-scope-kubeconfig-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const config = (name: string, server: string, current?: string): string => JSON.stringify({
  apiVersion: 'v1', kind: 'Config',
  clusters: [{ name, cluster: { server } }],
  users: [{ name, user: { token: 's3cret' } }],
  contexts: [{ name, context: { cluster: name, user: name, namespace: `${name}-ns` } }],
  ...(current === undefined ? {} : { 'current-context': current }),
});

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof ClusterError ? error.code : String(error);
  }
  return 'nothing was thrown';
}

describe('kubeconfigFiles', () => {
  it('takes the setting, then KUBECONFIG, then ~/.kube/config', () => {
    assert.deepEqual(kubeconfigFiles('/a:/b', { KUBECONFIG: '/c' }), ['/a', '/b']);
    assert.deepEqual(kubeconfigFiles(undefined, { KUBECONFIG: '/c::/d' }), ['/c', '/d']);
    assert.deepEqual(kubeconfigFiles(undefined, { HOME: '/home/me' }), ['/home/me/.kube/config']);
  });
});

describe('loadKubeconfig', () => {
  it('lets the first entry of a name win, and the first file that sets a current context', () => {
    const files = [
      file('1', config('dev', 'https://one:6443')),
      file('2', config('dev', 'https://two:6443', 'dev')),
      file('3', config('prod', 'https://three:6443', 'prod')),
    ];
    const merged = loadKubeconfig(files);
    assert.deepEqual(summarizeKubeconfig(merged), {
      currentContext: 'dev',
      contexts: [
        { name: 'dev', cluster: 'dev', namespace: 'dev-ns' },
        { name: 'prod', cluster: 'prod', namespace: 'prod-ns' },
      ],
    });
    assert.equal(merged.clusters.get('dev')?.server, 'https://one:6443');
  });

  it('passes over files that do not exist, as kubectl does, unless none does', () => {
    const there = file('1', config('dev', 'https://one:6443', 'dev'));
    assert.equal(loadKubeconfig([join(folder, 'absent'), there]).currentContext, 'dev');
    assert.equal(codeOf(() => loadKubeconfig([join(folder, 'absent')], {})), 'noKubeconfig');
  });

  it('names the file that is broken, and shows nothing of its content', () => {
    const broken = file('broken', 'users:\n- name: me\n  user: {token: s3cret\n clusters: ]');
    assert.throws(() => loadKubeconfig([broken]), (error: Error) =>
      error.message.startsWith(broken) && !error.message.includes('s3cret'));
  });
});

describe('kubeconfigFor', () => {
  const cases: [name: string, text: string, context: string | undefined, code: string][] = [
    ['an unknown context', config('dev', 'https://one:6443', 'dev'), 'nowhere', 'kubeconfig'],
    ['no current context', config('dev', 'https://one:6443'), undefined, 'kubeconfig'],
    ['a context without its cluster', JSON.stringify({
      'clusters': [], 'users': [], 'contexts': [{ name: 'dev', context: { cluster: 'gone', user: 'me' } }],
      'current-context': 'dev',
    }), undefined, 'kubeconfig'],
  ];
  for (const [name, text, context, code] of cases) {
    it(`refuses ${name}`, () => {
      const kubeconfigFilesOf = [file('config', text)];
      const target = { kubeconfigFiles: kubeconfigFilesOf, ...(context === undefined ? {} : { context }) };
      assert.equal(codeOf(() => kubeconfigFor(target)), code);
    });
  }
});
