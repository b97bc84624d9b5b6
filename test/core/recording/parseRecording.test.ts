import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseRecording } from '../../../src/core/recording/parseRecording.js';
import { faultText } from '../../../src/core/recording/recordingError.js';
import { headerLine, passLine } from '../../helpers/recordedPasses.js';

const pass = passLine({ time: '2026-11-24T10:00:15.000Z', replicas: 2, usage: ['450m', '470m'] });

describe('parseRecording', () => {
  it('reads a header and passes, and what the header does not say is what a controller has', () => {
    const parsed = parseRecording(`${headerLine()}\n${pass}\n`);

    assert.ok(parsed.ok);
    const { header, passes, warnings } = parsed.recording;
    assert.deepEqual(
      [header.config.minor, header.config.tolerance, header.config.downscaleStabilizationNs, header.isMemoryComplete],
      [37, 0.1, 300_000_000_000n, true],
    );
    assert.deepEqual([passes.length, passes[0]?.time, warnings], [1, '2026-11-24T10:00:15.000Z', []]);
  });

  it('drops a last line that was cut off, and says so', () => {
    const parsed = parseRecording(`${headerLine()}\n${pass}\n${pass.slice(0, 100)}`);

    assert.ok(parsed.ok);
    assert.equal(parsed.recording.passes.length, 1);
    assert.deepEqual(parsed.recording.warnings, ['line 3: the last line is cut off and was left out']);
  });

  it('takes a newer controller for the newest that it knows, and says so', () => {
    const parsed = parseRecording(headerLine({ controller: { version: '1.45' } }));

    assert.ok(parsed.ok);
    assert.deepEqual([parsed.recording.header.statedMinor, parsed.recording.header.config.minor], [45, 37]);
    assert.match(parsed.recording.warnings.join(), /Kubernetes 1\.45 is not known and is taken for 1\.37/);
  });

  const faults: [name: string, text: string, fault: RegExp][] = [
    ['an empty file', '', /^line 1: the file is empty$/],
    ['no JSON', 'hello\n', /^line 1: not JSON$/],
    ['no object', '[]\n', /^line 1: not a JSON object$/],
    ['another kind', '{"kind":"List"}\n', /^line 1, kind: must be HpaRecording$/],
    ['a newer format', headerLine({ formatVersion: 2 }), /^line 1, formatVersion: 2 is not known, only 1 is$/],
    ['a version that is none', headerLine({ controller: { version: 'new' } }), /^line 1, controller\.version: /],
    ['a tolerance that is no number', headerLine({ controller: { tolerance: '10%' } }), /^line 1, controller\.tolerance: /],
    ['a gate that is locked', headerLine({ controller: { featureGates: { HPAConfigurableTolerance: false } } }),
      /^line 1, controller\.featureGates\.HPAConfigurableTolerance: cannot be off in Kubernetes 1\.37$/],
    ['a broken line in the middle', `${headerLine()}\n{"time":\n${pass}\n`, /^line 2: not JSON$/],
    ['a pass without a time', `${headerLine()}\n{"hpa":{}}\n`, /^line 2, time: must be an RFC 3339 time$/],
    ['a pass without an HPA', `${headerLine()}\n{"time":"2026-11-24T10:00:15Z"}\n`, /^line 2, hpa: /],
    ['an HPA without a target', `${headerLine()}\n{"time":"2026-11-24T10:00:15Z","hpa":{"metadata":{"name":"a"}}}\n`,
      /^line 2, hpa\.spec\.scaleTargetRef: /],
    ['a pod without a name', `${headerLine()}\n${pass.replace('"name":"web-1","labels"', '"labels"')}\n`,
      /^line 2, pods\[1\]\.metadata\.name: /],
    ['an answer without a status', `${headerLine()}\n${pass.replace('"status":200', '"state":200')}\n`,
      /^line 2, responses\["GET \/apis\/apps.*"\]\.status: must be a number$/],
  ];
  for (const [name, text, want] of faults) {
    it(`names the line and the field of ${name}`, () => {
      const parsed = parseRecording(text);

      assert.ok(!parsed.ok);
      assert.match(faultText(parsed.fault), want);
    });
  }
});
