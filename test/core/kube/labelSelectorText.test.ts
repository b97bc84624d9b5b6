import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { LabelSelector } from '../../../src/core/kube/hpa.js';
import { labelSelectorText } from '../../../src/core/kube/labelSelectorText.js';

describe('labelSelectorText', () => {
  const cases: [selector: LabelSelector | null | undefined, want: string][] = [
    [undefined, ''],
    [null, ''],
    [{}, ''],
    [{ matchLabels: null, matchExpressions: null }, ''],
    [{ matchLabels: { b: '2', a: '1' } }, 'a=1,b=2'],
    [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['1'] }] }, 'a=1'],
    [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['2', '1'] }] }, 'a in (1,2)'],
    [{ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['2', '1'] }] }, 'a notin (1,2)'],
    [{ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['1'] }] }, 'a!=1'],
    [{ matchExpressions: [{ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'DoesNotExist' }] }, '!b,a'],
    [{ matchExpressions: [{ key: 'a', operator: 'Near', values: ['1'] }] }, 'a Near (1)'],
  ];
  for (const [selector, want] of cases) {
    it(`${JSON.stringify(selector)} is "${want}"`, () => assert.equal(labelSelectorText(selector), want));
  }
});
