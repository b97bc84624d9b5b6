import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { it } from 'vitest';
import { tar } from './tar.js';

it('an archive is what tar takes for one', () => {
  const archive = tar([
    { name: 'folder/', mode: 0o1777 },
    { name: 'folder/empty', mode: 0o600, content: Buffer.alloc(0) },
    { name: 'program', mode: 0o755, content: Buffer.alloc(1025, 'x') },
  ]);
  const list = execFileSync('tar', ['-tvf', '-', '--numeric-owner', '--utc'], { input: archive, encoding: 'utf8' });
  assert.deepEqual(list.trim().split('\n').map(line => line.replace(/ +/g, ' ')), [
    'drwxrwxrwt 0/0 0 1970-01-01 00:00 folder/',
    '-rw------- 0/0 0 1970-01-01 00:00 folder/empty',
    '-rwxr-xr-x 0/0 1025 1970-01-01 00:00 program',
  ]);
  assert.equal(execFileSync('tar', ['-xOf', '-', 'program'], { input: archive, encoding: 'utf8' }), 'x'.repeat(1025));
});

it('a name that would be cut off is refused', () => {
  assert.throws(() => tar([{ name: 'x'.repeat(101), mode: 0o644 }]), RangeError);
});
