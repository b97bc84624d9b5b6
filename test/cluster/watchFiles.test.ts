import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { watchFiles } from '../../src/cluster/watchFiles.js';
import { temporaryFolder } from '../helpers/temporaryFolder.js';

const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 450));

describe('watchFiles', () => {
  const folder = temporaryFolder();

  async function changesDuring(files: readonly string[], act: () => void): Promise<number> {
    let changes = 0;
    const watch = watchFiles(files, () => { changes += 1; });
    await settled();
    act();
    await settled();
    watch.dispose();
    return changes;
  }

  it('tells once of a file that is written in several steps, and not of its neighbours', async () => {
    const file = folder.file('config', 'a');
    assert.equal(await changesDuring([file], () => {
      writeFileSync(file, 'ab');
      writeFileSync(file, 'abc');
    }), 1);
    assert.equal(await changesDuring([file], () => folder.file('other', 'x')), 0);
  });

  it('tells of a file that is replaced, that goes, and that comes', async () => {
    const file = folder.file('config', 'a');
    assert.equal(await changesDuring([file], () => renameSync(folder.file('new', 'b'), file)), 1);
    assert.equal(await changesDuring([file], () => rmSync(file)), 1);
    assert.equal(await changesDuring([file], () => folder.file('config', 'a')), 1);
  });

  it('tells of a link that is set to another file, as Kubernetes rotates what it mounts', async () => {
    const [one, two] = ['one', 'two'].map(name => join(folder.path, name));
    [one, two].forEach((version, index) => {
      mkdirSync(version ?? '');
      writeFileSync(join(version ?? '', 'token'), 'x'.repeat(index + 1));
    });
    const data = join(folder.path, '..data');
    symlinkSync('one', data);
    symlinkSync('..data/token', join(folder.path, 'token'));
    assert.equal(await changesDuring([join(folder.path, 'token')], () => {
      symlinkSync('two', `${data}_tmp`);
      renameSync(`${data}_tmp`, data);
    }), 1);
  });

  it('is silent about what cannot be watched, and after its end', async () => {
    assert.equal(await changesDuring([join(folder.path, 'no', 'folder', 'config')], () => undefined), 0);
    const file = folder.file('config', 'a');
    let changes = 0;
    watchFiles([file], () => { changes += 1; }).dispose();
    writeFileSync(file, 'abc');
    await settled();
    assert.equal(changes, 0);
  });
});
