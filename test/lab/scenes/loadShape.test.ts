import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { loadAt, peakOf, type LoadShape } from './loadShape.js';
import { scenes } from './scenes.js';

const wave: LoadShape = { kind: 'wave', low: 40, high: 240, periodSeconds: 360 };
const pulse: LoadShape = { kind: 'pulse', base: 30, peak: 160, peakSeconds: 60, periodSeconds: 600 };

describe('loadAt', () => {
  const cases: [LoadShape, number, number][] = [
    [{ kind: 'steady', millicores: 116 }, 1234, 116],
    [wave, 0, 40], [wave, 90, 140], [wave, 180, 240], [wave, 360, 40],
    [pulse, 0, 160], [pulse, 59, 160], [pulse, 60, 30], [pulse, 599, 30], [pulse, 600, 160],
  ];
  for (const [shape, seconds, want] of cases) {
    it(`${shape.kind} after ${seconds} s`, () => assert.equal(loadAt(shape, seconds), want));
  }
});

describe('scenes', () => {
  for (const [name, { loads }] of Object.entries(scenes)) {
    it(`${name} leaves a machine of two cores its breath`, () => {
      assert.ok(loads.reduce((sum, { shape }) => sum + peakOf(shape), 0) <= 600);
    });
  }
});
