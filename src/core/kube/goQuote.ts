const escapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v',
  '\\': '\\\\', '"': '\\"',
};

/**
 * A text in the quotes of Go's `%q`: what cannot be printed is escaped.
 *
 * @see Go strconv/quote.go, `Quote`
 */
export function goQuote(text: string): string {
  return `"${Array.from(text, quoteCharacter).join('')}"`;
}

function quoteCharacter(character: string): string {
  const escaped = escapes[character];
  if (escaped !== undefined) {
    return escaped;
  }
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)) {
    return character;
  }
  const code = character.codePointAt(0) ?? 0;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return isSurrogate ? '\ufffd' : escapeCode(code); // Go reads half a pair as the replacement character
}

function escapeCode(code: number): string {
  const digits = code.toString(16);
  if (code < 0x80) {
    return `\\x${digits.padStart(2, '0')}`;
  }
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
