import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { explainGoFailure, goVersion } from './goBuild.js';
import { goModules, hashOf } from './goModules.js';
import { UserError } from './userError.js';

const [kube] = goModules();
assert.ok(kube);

describe('what goes wrong with Go is one sentence', () => {
  let folder: string;
  const path = process.env['PATH'];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'go-build-test-'));
    process.env['PATH'] = folder;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });

  it('no Go', () => assert.rejects(goVersion(), needsGo('there is no "go" in the PATH')));

  it('an old Go', async () => {
    writeFileSync(join(folder, 'go'), '#!/bin/sh\necho go1.25.9\n', { mode: 0o755 });
    await assert.rejects(goVersion(), needsGo('the one in the PATH is go1.25.9'));
  });

  it('a Go of our time', async () => {
    writeFileSync(join(folder, 'go'), '#!/bin/sh\necho go1.30.1\n', { mode: 0o755 });
    assert.equal(await goVersion(), 'go1.30.1');
  });

  const cases: [name: string, output: string, want: RegExp][] = [
    ['a full disk', 'link: writing /tmp/x: no space left on device', /^The disk is full, so Kubernetes .*: make room for /],
    ['no network', 'go: k8s.io/api@v0.37.2: Get "https://proxy/x": dial tcp: lookup proxy: no such host', /connect to the network/],
    ['a proxy that refuses', 'reading https://proxy/k8s.io/api/@v/v0.37.2.mod: 403 Forbidden', /point GOPROXY at/],
    ['a cache that is not ours', 'mkdir /var/go: permission denied', /not writable: mkdir \/var\/go: permission denied\.$/],
  ];
  for (const [name, output, want] of cases) {
    it(name, () => {
      const error = explainGoFailure(kube, output);
      assert.ok(error instanceof UserError);
      assert.match(error.message, want);
      assert.doesNotMatch(error.message, /\n/);
    });
  }

  it('but a compiler error is shown as it is', () => {
    const error = explainGoFailure(kube, './kube.go:12:2: undefined: nonsense');
    assert.ok(!(error instanceof UserError));
    assert.match(error.message, /undefined: nonsense/);
  });
});

describe('the cache of what was built', () => {
  it('depends on the version of Go and on what is stamped in, not on words for people', () => {
    const hash = hashOf(kube, 'go1.26.8');
    assert.notEqual(hashOf(kube, 'go1.26.9'), hash);
    assert.notEqual(hashOf({ ...kube, stamps: { ...kube.stamps, 'x.y': 'z' } }, 'go1.26.8'), hash);
    assert.equal(hashOf({ ...kube, title: 'something else', coldSeconds: 1 }, 'go1.26.8'), hash);
  });

  it('stamps the version that go.mod names', () => {
    const stamps = Object.entries(kube.stamps);
    assert.ok(stamps.every(([, value]) => value !== ''));
    assert.deepEqual(new Set(stamps.filter(([name]) => name.endsWith('gitVersion')).map(([, value]) => value)).size, 1);
  });
});

function needsGo(why: string): UserError {
  const what = 'Go 1.26 or newer is needed to build the Kubernetes of the lab';
  return new UserError(`${what}, but ${why}; get it from https://go.dev/dl.`);
}
