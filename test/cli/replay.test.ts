import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { runCli } from '../../src/cli/runCli.js';
import { headerLine, passLine } from '../helpers/recordedPasses.js';
import { temporaryFolder } from '../helpers/temporaryFolder.js';

const pass = passLine({ time: '2026-11-24T10:00:15.000Z', replicas: 2, usage: ['450m', '470m'] });

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const status = await runCli(args, { out: text => { out += text; }, err: text => { err += text; } });
  return { status, out, err };
}

describe('replay', () => {
  const folder = temporaryFolder();
  const file = (text: string, name = 'web.hparec.jsonl') => folder.file(name, text);

  it('prints one decision a line, in the fields of the format', async () => {
    const { status, out, err } = await run('replay', '--output', 'json', file(`${headerLine()}\n${pass}\n`));

    assert.deepEqual([status, err, out.split('\n').length], [0, '', 2]);
    const decision = JSON.parse(out) as Record<string, unknown>;
    assert.deepEqual(Object.keys(decision), [
      'time', 'hpa', 'currentReplicas', 'desiredReplicas', 'rescale', 'events', 'conditions', 'currentMetrics',
      'requests', 'steps',
    ]);
    assert.deepEqual(
      [decision['hpa'], decision['currentReplicas'], decision['desiredReplicas'], decision['rescale']],
      ['shop/web', 2, 4, true],
    );
  });

  it('says each decision in a line', async () => {
    const { out } = await run('replay', file(`${headerLine()}\n${pass}\n`));

    assert.equal(out, '2026-11-24T10:00:15.000Z  shop/web  2 → 4  cpu is at 92% of request, target 60%: 4.\n');
  });

  it('says that the memory is not known, and only while it could matter', async () => {
    const later = pass.replaceAll('2026-11-24T10:00:15.000Z', '2026-11-24T10:05:15.000Z');
    const recording = [headerLine({ memory: 'unknown' }), pass, later, ''].join('\n');
    const { out } = await run('replay', '-o', 'json', file(recording));

    const labels = out.trim().split('\n').map(line => (JSON.parse(line) as { steps: { label: string }[] }).steps
      .some(({ label }) => label === 'Memory'));
    assert.deepEqual(labels, [true, false]);
  });

  it('names the file, the line and the field of what it cannot read, and goes on with the others', async () => {
    const bad = file('{"kind":"HpaRecording","formatVersion":9}\n', 'bad.hparec.jsonl');
    const { status, out, err } = await run('replay', '/nowhere.jsonl', bad, file(`${headerLine()}\n${pass}\n`));

    assert.equal(status, 2);
    assert.match(err, /^\/nowhere\.jsonl: .*ENOENT.*\n.*bad\.hparec\.jsonl: line 1, formatVersion: 9 is not known/);
    assert.match(out, /shop\/web/);
  });

  const misuses: [args: string[], want: RegExp][] = [
    [[], /hpa-scope replay FILE/],
    [['replay'], /replay needs a recording file/],
    [['replay', '-o', 'yaml', 'x'], /--output must be text or json, not "yaml"/],
    [['replay', '--speed', 'x'], /--speed/],
    [['fly'], /unknown command "fly"/],
  ];
  for (const [args, want] of misuses) {
    it(`refuses "${args.join(' ')}"`, async () => {
      const { status, err } = await run(...args);

      assert.equal(status, 2);
      assert.match(err, want);
    });
  }
});
