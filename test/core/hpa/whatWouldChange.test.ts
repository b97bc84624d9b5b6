import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { nearestChange } from '../../../src/core/hpa/explain/nearestChange.js';
import { whatWouldChange } from '../../../src/core/hpa/explain/whatWouldChange.js';
import { parseRecording } from '../../../src/core/recording/parseRecording.js';
import { headerLine, passLine, type RecordedWeb } from '../../helpers/recordedPasses.js';

function changes(web: Omit<RecordedWeb, 'time'>): string[] {
  const parsed = parseRecording(`${headerLine()}\n${passLine({ time: '2026-11-24T10:00:15.000Z', ...web })}`);
  assert.ok(parsed.ok);
  const pass = parsed.recording.passes[0];
  assert.ok(pass?.kind === 'observation');
  const { config } = parsed.recording.header;
  return whatWouldChange({ config, memory: new Map(), observation: pass.observation }).map(({ text }) => text);
}

describe('whatWouldChange', () => {
  it('finds the nearest loads, requests and targets at which the number is another one', () => {
    // 4 needs a ratio above 1.5, so 91%: 910m of 1000m, or 920m of less than 1012m; more than 4 the limit forbids
    assert.deepEqual(changes({ replicas: 2, usage: ['450m', '470m'] }), [
      'cpu: at 909m in sum or less it would be 3',
      'cpu: with requests of 506m a pod or more it would be 3',
      'cpu: with a target of 62% or more it would be 3',
    ]);
  });

  it('looks past what stabilization holds now', () => {
    // 31% and more keep two pods; nothing but the recommendation of the first pass would hold them at 30%
    assert.deepEqual(changes({ replicas: 2, usage: ['300m', '300m'] }).slice(0, 1), [
      'cpu: at 308m in sum or less it would be 1',
    ]);
  });

  it('knows the tolerance', () => {
    assert.deepEqual(changes({ replicas: 2, usage: ['300m', '300m'], spec: { behavior: {
      scaleUp: { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: [
        { type: 'Percent', value: 100, periodSeconds: 15 },
      ] },
      scaleDown: { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: [
        { type: 'Percent', value: 100, periodSeconds: 15 },
      ] },
    } } }).slice(0, 2), [
      'cpu: at 308m in sum or less it would be 1', // 30%; at 155m a pod it is 31%, and one pod is not enough
      'cpu: from 670m in sum on it would be 3', // 67%: the first above 1.1
    ]);
  });
});

describe('nearestChange', () => {
  it('finds the first number on either side, whose inner neighbour changes nothing', () => {
    assert.deepEqual(nearestChange({ from: 100, to: 1000, isChanged: at => at >= 357 }), { at: 357 });
    assert.deepEqual(nearestChange({ from: 100, to: 0, isChanged: at => at <= 3 }), { at: 3 });
  });

  it('finds nothing where nothing changes', () => {
    assert.equal(nearestChange({ from: 100, to: 1000, isChanged: () => false }), undefined);
  });
});
