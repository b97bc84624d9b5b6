import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { formatQuantity } from '../../../src/core/kube/formatQuantity.js';
import { quantityOf } from '../../helpers/quantityOf.js';

const cases: [text: string, canonical: string][] = [
  ['1.5', '1500m'],
  ['12.5', '12500m'],
  ['1000', '1k'],
  ['0.1', '100m'],
  ['00', '0'],
  ['-0.5k', '-500'],
  ['1.5Gi', '1536Mi'],
  ['2048Ki', '2Mi'],
  ['1536Mi', '1536Mi'],
  ['0.5Ki', '512'],
  ['1000Ki', '1000Ki'],
  ['100.1Ki', '102502400m'],
  ['1500e3', '1500e3'],
  ['1.5e4', '1.5e4'],
  ['1.5e5', '150e3'],
  ['10E2', '1e3'],
  ['+5', '+5'],
  ['1.500k', '1.500k'],
  ['1000E', '1'],
  ['1e21', '1e21'],
];

describe('formatQuantity', () => {
  for (const [text, canonical] of cases) {
    it(`${text} is ${canonical}`, () => assert.equal(formatQuantity(quantityOf(text)), canonical));
  }
});
