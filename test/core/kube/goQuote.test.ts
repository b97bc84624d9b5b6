import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { goQuote } from '../../../src/core/kube/goQuote.js';

describe('goQuote', () => {
  const cases: [text: string, want: string][] = [
    ['', '""'],
    ['a b', '"a b"'],
    ['"\\', '"\\"\\\\"'],
    ['\n\t\r\u0007\u0000\u007f', '"\\n\\t\\r\\a\\x00\\x7f"'],
    ['é漢😀', '"é漢😀"'],
    ['\u00a0\u200b\u{e0001}', '"\\u00a0\\u200b\\U000e0001"'],
    ['\ud800', '"\ufffd"'],
  ];
  for (const [text, want] of cases) {
    it(JSON.stringify(text), () => assert.equal(goQuote(text), want));
  }
});
