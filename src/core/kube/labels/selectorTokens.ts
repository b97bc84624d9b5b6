/** A word of a label selector's text. `word` is a key, a value, or `in` and `notin`; the others are what they are. */
export interface SelectorToken {
  readonly kind: 'word' | '(' | ')' | ',' | '!' | '=' | '==' | '!=' | '>' | '<' | 'error' | 'end';
  readonly text: string;
}

const symbols: readonly SelectorToken['kind'][] = ['(', ')', ',', '!', '=', '==', '!=', '>', '<'];
const special = '=!(),><';
const blank = ' \t\r\n';

/**
 * Splits the text of a label selector into tokens; the last one is `end`.
 *
 * @see kubernetes/apimachinery pkg/labels/selector.go, `Lexer`
 */
export function selectorTokens(text: string): SelectorToken[] {
  const end = text.includes('\0') ? text.indexOf('\0') : text.length; // upstream takes a zero byte for the end
  const tokens: SelectorToken[] = [];
  let at = 0;
  while (at < end) {
    const character = text.charAt(at);
    if (blank.includes(character)) {
      at++;
    } else if (special.includes(character)) {
      const token = symbolAt(text, at);
      tokens.push(token);
      at += token.text.length;
    } else {
      const word = wordAt(text.slice(at, end));
      tokens.push({ kind: 'word', text: word });
      at += word.length;
    }
  }
  return [...tokens, { kind: 'end', text: '' }];
}

/** The longest symbol there is: no symbol is the beginning of another but `=` and `!`. */
function symbolAt(text: string, at: number): SelectorToken {
  const two = symbols.find(symbol => symbol === text.slice(at, at + 2));
  const symbol = two ?? symbols.find(candidate => candidate === text.charAt(at));
  return symbol ? { kind: symbol, text: symbol } : { kind: 'error', text: text.charAt(at) };
}

function wordAt(text: string): string {
  const length = Array.from(text, (_, index) => text.charAt(index))
    .findIndex(character => special.includes(character) || blank.includes(character));
  return length < 0 ? text : text.slice(0, length);
}
