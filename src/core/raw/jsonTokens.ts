const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ENDS_A_WORD = /[\s,:{}[\]]|$/g;

/**
 * The tokens of a JSON text that has been parsed before, so that nothing is wrong with it: brackets, commas, colons,
 * strings with their quotes, and words (numbers, `true`, `false`, `null`), each exactly as it is written.
 */
export function* jsonTokens(text: string): Generator<string> {
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const end = endOfToken(text, at);
    yield text.slice(at, end);
    at = end;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) {
    at += 1;
  }
  return at;
}

function endOfToken(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) {
    return endOfString(text, at);
  }
  ENDS_A_WORD.lastIndex = at;
  return Math.max(at + 1, ENDS_A_WORD.exec(text)?.index ?? text.length);
}

/** Past the quote that has an even number of backslashes before it. */
function endOfString(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); ; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text.charCodeAt(before - 1) === BACKSLASH) {
      before -= 1;
    }
    if ((quote - before) % 2 === 0) {
      return quote + 1;
    }
  }
}
