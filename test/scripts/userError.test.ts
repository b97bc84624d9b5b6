import assert from 'node:assert/strict';
import { describe, it } from 'vitest';

// Plain JavaScript, since it runs before any package is there.
const { failureOf, textOf } = await import(new URL('../../scripts/userError.mjs', import.meta.url).href) as {
  readonly failureOf: (what: string, output: string, place: string) => Error;
  readonly textOf: (error: unknown) => string;
};

describe('what a script says when it fails', () => {
  it('is one sentence about a place that cannot be written', () => {
    const error = Object.assign(new Error('EROFS: read-only file system, open'), { code: 'EROFS', path: '/a/out/x' });
    assert.equal(textOf(error), '/a/out/x cannot be written: its file system is read-only. '
      + 'Mend that, or use a checkout and a cache (XDG_CACHE_HOME) of your own.');
  });

  const cases: [output: string, sentence: RegExp][] = [
    ['npm error code ENOSPC', /^Fetching failed: the disk that holds \/cache is full; free about 1 GB/],
    ['getaddrinfo EAI_AGAIN registry', /^Fetching failed: no network \(EAI_AGAIN\)/],
    ['tar: x: Cannot open: Permission denied', /^Fetching failed: \/cache is not writable for this user\.$/],
  ];
  for (const [output, sentence] of cases) {
    it(`is one sentence about ${output}`, () =>
      assert.match(textOf(failureOf('Fetching', output, '/cache')), sentence));
  }

  it('is the stack of a bug', () => assert.match(textOf(new TypeError('x is not a function')), /TypeError.*\n\s+at /));
});
