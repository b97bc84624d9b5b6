import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { RowFilter } from '../../../src/ui/models/rowFilter.js';

describe('RowFilter', () => {
  const cases: [text: string, names: string[], matches: boolean][] = [
    ['', ['web-1'], true],
    ['web', ['web-1', 'shop'], true],
    ['SHOP', ['web-1', 'shop'], true],
    ['shop web', ['web-1', 'shop'], true],
    ['api', ['web-1', 'shop'], false],
    ['shop api', ['web-1', 'shop'], false],
    ['ebsh', ['web', 'shop'], false],
    ['.*', ['web'], false],
  ];
  for (const [text, names, matches] of cases) {
    it(`"${text}" ${matches ? 'matches' : 'does not match'} ${names.join(', ')}`, () => {
      const filter = new RowFilter();
      filter.text = text;
      assert.equal(filter.matches(names), matches);
    });
  }

  it('tells of another text, once', () => {
    const filter = new RowFilter();
    let told = 0;
    filter.onDidChange(() => { told += 1; });
    filter.text = 'a';
    filter.text = 'a';
    assert.equal(told, 1);
  });
});
