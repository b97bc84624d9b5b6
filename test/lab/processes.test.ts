import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { Processes } from './processes.js';
import { waitFor } from './waitFor.js';

describe('the processes of a lab', () => {
  let folder: string;
  let processes: Processes;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hs-processes-'));
    processes = new Processes(folder);
  });
  afterEach(async () => {
    await processes.stopAll();
    rmSync(folder, { recursive: true });
  });

  it('say who ended by itself, and with which last words', async () => {
    processes.start({ name: 'weak', command: 'sh', args: ['-c', 'echo "no disk"; exit 3'] });
    await assert.rejects(processes.failed, /^Error: weak ended \(exit code 3\)\. The end of its log:\nno disk$/);
  });

  it('say who cannot be started', async () => {
    processes.start({ name: 'missing', command: join(folder, 'nothing'), args: [] });
    await assert.rejects(processes.failed, /missing ended \(spawn .* ENOENT\)/);
  });

  it('come back when they are to, each time', async () => {
    const args = ['-c', 'echo once'];
    const restless = processes.start({ name: 'restless', command: 'sh', args, restartAfterMs: 10 });
    await waitFor('three starts', () => Promise.resolve(log('restless').length >= 3), 10_000);
    await restless.stop();
    const after = log('restless').length;
    await new Promise(resolve => setTimeout(resolve, 200));
    assert.equal(log('restless').length, after);
  });

  it('end when stopped, even frozen, and that is no failure', async () => {
    const frozen = processes.start({ name: 'frozen', command: 'sleep', args: ['1000'] });
    frozen.signal('SIGSTOP');
    await frozen.stop();
    assert.throws(() => process.kill(frozen.pid, 0));
    const verdict = await Promise.race([processes.failed, new Promise(resolve => setTimeout(resolve, 50, 'none'))]);
    assert.equal(verdict, 'none');
  });

  function log(name: string): string[] {
    return readFileSync(processes.logFile(name), 'utf8').trim().split('\n');
  }
});
