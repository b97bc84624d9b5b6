import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { it } from 'vitest';
import { isAbandoned, newOwnerId } from './ownerId.js';

it('an id is new each time and not abandoned while this process lives', () => {
  const [one, other] = [newOwnerId(), newOwnerId()];
  assert.notEqual(one, other);
  assert.ok(!isAbandoned(one) && !isAbandoned(other));
});

it('an id of a process that has ended is abandoned', async () => {
  const child = spawn('true');
  await once(child, 'exit');
  assert.ok(isAbandoned(withPart(1, (child.pid ?? 0).toString(36))));
});

it('an id of a process whose number was given to another is abandoned', () => {
  assert.ok(isAbandoned(withPart(2, '1')));
});

it('an id of another PID namespace is never abandoned: nobody here can know', () => {
  assert.ok(!isAbandoned(withPart(0, '1').replace(/-[^-]+-/, '-1-')));
});

function withPart(index: number, value: string): string {
  return newOwnerId().split('-').with(index, value).join('-');
}
