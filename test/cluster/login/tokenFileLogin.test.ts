import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, it } from 'vitest';
import { ClusterError } from '../../../src/base/errors.js';
import { TokenFileLogin } from '../../../src/cluster/login/tokenFileLogin.js';
import { temporaryFolder } from '../../helpers/temporaryFolder.js';

describe('TokenFileLogin', () => {
  const folder = temporaryFolder();
  let nowMs = 1_000_000;
  const login = (file: string, token = ''): TokenFileLogin => new TokenFileLogin(file, token, () => nowMs);

  it('reads the file again after a minute at most, and at once when the token was refused', async () => {
    const file = folder.file('token', 'one\n');
    const tokens = login(file);
    assert.deepEqual(await tokens.prove(), { authorization: 'Bearer one' });
    folder.file('token', 'two');
    assert.deepEqual(await tokens.prove(), { authorization: 'Bearer one' });
    nowMs += 60_000;
    assert.deepEqual(await tokens.prove(), { authorization: 'Bearer two' });
    folder.file('token', 'three');
    tokens.refused();
    assert.deepEqual(await tokens.prove(), { authorization: 'Bearer three' });
  });

  it('goes on with the last token while the file cannot be read', async () => {
    const file = folder.file('token', 'one');
    const tokens = login(file);
    await tokens.prove();
    rmSync(file);
    nowMs += 60_000;
    assert.deepEqual(await tokens.prove(), { authorization: 'Bearer one' });
  });

  it('takes the token beside it when there never was a file', async () => {
    assert.deepEqual(await login(`${folder.path}/none`, 'static').prove(), { authorization: 'Bearer static' });
    await assert.rejects(login(`${folder.path}/none`).prove(), (error: unknown) =>
      error instanceof ClusterError && error.code === 'kubeconfig');
  });
});
