import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { waitFor } from '../lab/waitFor.js';

const lifetime = new URL('../../scripts/lifetime.mjs', import.meta.url).href;

/** Notes its pid, and why it ended. */
const scriptText = `
  import { writeFileSync } from 'node:fs';
  import { endSignal, watchForEnd } from ${JSON.stringify(lifetime)};
  watchForEnd();
  endSignal.addEventListener('abort', () => {
    writeFileSync(process.argv[3], String(endSignal.reason));
    process.exit();
  });
  writeFileSync(process.argv[2], String(process.pid));
  setTimeout(() => undefined, 60_000);
`;

describe('a script that npm started', () => {
  let folder: string;
  let started: string;
  let ended: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hs-lifetime-'));
    [started, ended] = [join(folder, 'started'), join(folder, 'ended')];
    writeFileSync(join(folder, 'script.mjs'), scriptText);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  // npm is played by a shell that starts another one: it is what they do with each other that matters.
  it('ends when npm is killed, although the shell between them lives on', async () => {
    const script = `"${process.execPath}" "${join(folder, 'script.mjs')}" "${started}" "${ended}"`;
    const npm = spawn('sh', ['-c', `sh -c '${script}; true'; true`], { stdio: 'ignore' });
    await waitFor('the script runs', () => Promise.resolve(existsSync(started)), 20_000);
    npm.kill('SIGKILL');
    await waitFor('the script has ended', () => Promise.resolve(existsSync(ended)), 10_000);
    assert.equal(readFileSync(ended, 'utf8'), '129');
  }, 40_000);

  it('ends with the code of the signal', async () => {
    spawn(process.execPath, [join(folder, 'script.mjs'), started, ended], { stdio: 'ignore' });
    await waitFor('the script runs', () => Promise.resolve(existsSync(started)), 20_000);
    process.kill(Number(readFileSync(started, 'utf8')), 'SIGTERM');
    await waitFor('the script has ended', () => Promise.resolve(existsSync(ended)), 10_000);
    assert.equal(readFileSync(ended, 'utf8'), '143');
  }, 40_000);
});
