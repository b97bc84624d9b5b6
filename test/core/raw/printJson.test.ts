import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { MarkTree } from '../../../src/core/raw/markTree.js';
import { MASK, printJson } from '../../../src/core/raw/printJson.js';

const print = (source: string, maxLength?: number) =>
  printJson(source, new MarkTree(), { indent: 2, ...(maxLength === undefined ? {} : { maxLength }) });

describe('printJson', () => {
  const sources: readonly string[] = [
    '{}', '[]', '{"a":{},"b":[]}', '[1,[2,{"a":null}],true]', '"text"', '42', 'null',
    '{"kind":"Pod","items":[{"a":1},{"b":[]}],"z":"\\"{[,:]}\\\\"}',
  ];
  for (const source of sources) {
    it(`lays out ${source} as JSON.stringify does`, () =>
      assert.equal(print(source).text, JSON.stringify(JSON.parse(source), null, 2)));
  }

  it('keeps what JSON.parse would lose: big numbers, the way of writing, the order of keys', () => {
    const source = '{"10":1,"9":12345678901234567890,"a":1.0,"b":1e3,"c":-0,"d":"\\u003c\\/","a":2}';
    assert.equal(
      print(source).text,
      '{\n  "10": 1,\n  "9": 12345678901234567890,\n  "a": 1.0,\n  "b": 1e3,\n'
      + '  "c": -0,\n  "d": "\\u003c\\/",\n  "a": 2\n}',
    );
  });

  it('lays out a text that has a layout already', () => {
    const value = { a: [1, { b: 'c' }], d: {} };
    assert.equal(print(`\n${JSON.stringify(value, null, '\t')} \r\n`).text, JSON.stringify(value, null, 2));
  });

  it('prints one line without an indent', () => {
    const value = { a: [1, { b: 'c' }], d: {} };
    const { text } = printJson(JSON.stringify(value, null, 2), new MarkTree(), { indent: 0 });
    assert.equal(text, JSON.stringify(value));
  });

  it('finds links where they are printed, inside of the quotes', () => {
    const marks = new MarkTree();
    marks.set(['items', 1, 'name'], { kind: 'link', path: '/x' });
    marks.set(['ok'], { kind: 'link', path: '/y' });
    const { text, links } = printJson('{"items":[{"name":"a"},{"name":"bcd"}],"ok":true}', marks, { indent: 2 });
    const lines = text.split('\n');
    assert.deepEqual(
      links.map(({ line, start, end, path }) => [lines[line]?.slice(start, end), path]),
      [['bcd', '/x'], ['true', '/y']],
    );
  });

  it('masks all below a secret mark, and says how many; null stays', () => {
    const marks = new MarkTree();
    marks.set(['data'], { kind: 'secret' });
    const { text, masked } = printJson('{"data":{"a":"x","b":{"c":[1,"y"]},"n":null},"e":"z"}', marks, { indent: 0 });
    assert.equal(text, `{"data":{"a":"${MASK}","b":{"c":["${MASK}","${MASK}"]},"n":null},"e":"z"}`);
    assert.equal(masked, 3);
  });

  it('marks keys that are written with escapes too', () => {
    const marks = new MarkTree();
    marks.set(['data'], { kind: 'secret' });
    assert.equal(printJson('{"d\\u0061ta":"x"}', marks, { indent: 0 }).text, `{"d\\u0061ta":"${MASK}"}`);
  });

  it('cuts what is too long and closes what is open', () => {
    const source = JSON.stringify({ items: Array.from({ length: 1000 }, (_, id) => ({ id, tags: ['a', 'b'] })) });
    const { text, isCut } = print(source, 2_000);
    assert.ok(isCut);
    assert.ok(text.length > 2_000 && text.length < 2_200, String(text.length));
    const { items } = JSON.parse(text) as { items: { id: number }[] };
    assert.ok(items.length > 10 && items.length < 1000);
    assert.deepEqual(items[3], { id: 3, tags: ['a', 'b'] });
  });

  it('cuts one string that is too long, never inside of an escape', () => {
    for (let extra = 0; extra < 12; extra += 1) {
      const source = JSON.stringify({ a: `${'x'.repeat(extra)}${'\u0001\\"'.repeat(1_000)}`, b: 1 });
      const { text, isCut } = print(source, 500);
      assert.ok(isCut && text.length < 1_700);
      assert.deepEqual(Object.keys(JSON.parse(text) as object), ['a']);
    }
  });

  it('survives a nesting that no object has', () => {
    const source = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    assert.ok(print(source, 100_000).text.startsWith('[\n  [\n'));
  });
});
