import { jsonTokens } from './jsonTokens.js';
import { parseJson } from './jsonValue.js';
import type { Mark, MarkTree } from './markTree.js';

/** What stands in for a secret: nothing of it, its length included. */
export const MASK = '••••••••';

const CHUNK_LENGTH = 16_384;

/** A place in a printed text that leads to another path; lines and columns count from 0, the end is not in it. */
export interface RawLink {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly path: string;
}

/** A JSON text as it is shown. */
export interface PrintedJson {
  readonly text: string;
  readonly links: readonly RawLink[];
  /** How many values were masked. */
  readonly masked: number;
  /** It was longer than allowed: the rest is left out, and every bracket that was open is closed. */
  readonly isCut: boolean;
}

export interface PrintOptions {
  /** Spaces for each level; 0 prints one line. */
  readonly indent: number;
  /** About how many characters there may be; the default is no limit. */
  readonly maxLength?: number;
}

/** An array or object that is being printed. */
interface Level {
  readonly isArray: boolean;
  readonly marks: MarkTree | undefined;
  readonly isSecret: boolean;
  /** How many of its values are done. */
  count: number;
  /** Of the value that comes next, in an object. */
  key: string | undefined;
}

/**
 * Prints a JSON text anew: the order of keys and every number and string stay as the server wrote them, but for the
 * values that are marked as secret.
 * @param source a JSON text that has been parsed before
 */
export function printJson(source: string, marks: MarkTree, options: PrintOptions): PrintedJson {
  const printer = new JsonPrinter(marks, options);
  for (const token of jsonTokens(source)) {
    printer.take(token);
    if (printer.isFull) {
      break;
    }
  }
  return printer.finish();
}

class JsonPrinter {
  /** Millions of small pieces would cost more than the text: they are put together in between. */
  readonly #chunks: string[] = [];
  #chunk = '';
  readonly #links: RawLink[] = [];
  readonly #levels: Level[] = [];
  readonly #maxLength: number;
  #length = 0;
  #line = 0;
  #lineStart = 0;
  #masked = 0;
  #isCut = false;

  constructor(private readonly marks: MarkTree, private readonly options: PrintOptions) {
    this.#maxLength = options.maxLength ?? Infinity;
  }

  get isFull(): boolean {
    return this.#isCut;
  }

  take(token: string): void {
    switch (token) {
      case '{':
      case '[': return this.#open(token);
      case '}':
      case ']': return this.#close(token);
      case ',': return this.#comma();
      case ':': return this.#emit(this.options.indent === 0 ? ':' : ': ');
      default: return this.#keyOrScalar(token);
    }
  }

  finish(): PrintedJson {
    while (this.#levels.length > 0) {
      this.#close(this.#levels.at(-1)?.isArray ? ']' : '}');
    }
    return { text: this.#chunks.join('') + this.#chunk, links: this.#links, masked: this.#masked, isCut: this.#isCut };
  }

  #open(bracket: '{' | '['): void {
    const { marks, isSecret } = this.#startValue();
    this.#emit(bracket);
    this.#levels.push({ isArray: bracket === '[', marks, isSecret, count: 0, key: undefined });
  }

  #close(bracket: string): void {
    const level = this.#levels.pop();
    if (level && level.count > 0) {
      this.#newLine();
    }
    this.#emit(bracket);
  }

  #comma(): void {
    if (this.#length >= this.#maxLength) {
      this.#isCut = true;
    } else {
      this.#emit(',');
    }
  }

  #keyOrScalar(token: string): void {
    const level = this.#levels.at(-1);
    if (level && !level.isArray && level.key === undefined) {
      this.#startLine(level);
      level.key = decodeString(token);
      this.#emit(token);
      return;
    }
    const { marks, isSecret } = this.#startValue();
    this.#emitScalar(token, isSecret ? { kind: 'secret' } : marks?.mark);
  }

  /** A value of an array begins its line; one of an object follows its key. */
  #startValue(): { readonly marks: MarkTree | undefined; readonly isSecret: boolean } {
    const level = this.#levels.at(-1);
    if (!level) {
      return { marks: this.marks, isSecret: this.marks.mark?.kind === 'secret' };
    }
    if (level.isArray) {
      this.#startLine(level);
    }
    const marks = level.marks?.child(level.isArray ? level.count - 1 : level.key ?? '');
    level.key = undefined;
    return { marks, isSecret: level.isSecret || marks?.mark?.kind === 'secret' };
  }

  #startLine(level: Level): void {
    level.count += 1;
    this.#newLine();
  }

  #emitScalar(token: string, mark: Mark | undefined): void {
    switch (mark?.kind) {
      case undefined: return this.#emitWithin(token);
      case 'link':
        this.#link(token, mark.path);
        return this.#emit(token);
      case 'secret':
        this.#masked += token === 'null' ? 0 : 1;
        return this.#emit(token === 'null' ? token : JSON.stringify(MASK));
      case 'redacted':
        this.#masked += 1;
        return this.#emitWithin(JSON.stringify(mark.text));
    }
  }

  #link(token: string, path: string): void {
    const quote = token.startsWith('"') ? 1 : 0;
    const column = this.#length - this.#lineStart;
    const place = { line: this.#line, start: column + quote, end: column + token.length - quote };
    this.#links.push({ ...place, path });
  }

  /** One string alone may be longer than everything that is to be shown. */
  #emitWithin(token: string): void {
    const left = Math.max(this.#maxLength - this.#length, 0) + 1_000;
    if (token.length <= left) {
      this.#emit(token);
      return;
    }
    this.#isCut = true;
    this.#emit(cutString(token, left));
  }

  #newLine(): void {
    if (this.options.indent > 0) {
      this.#emit(`\n${' '.repeat(this.options.indent * this.#levels.length)}`);
      this.#line += 1;
      this.#lineStart = this.#length - this.options.indent * this.#levels.length;
    }
  }

  #emit(text: string): void {
    this.#chunk += text;
    this.#length += text.length;
    if (this.#chunk.length > CHUNK_LENGTH) {
      this.#chunks.push(this.#chunk);
      this.#chunk = '';
    }
  }
}

/** The beginning of a string; what would end inside of an escape ends before it. */
function cutString(token: string, length: number): string {
  const ends = [0, 1, 2, 3, 4, 5].map(fewer => `${token.slice(0, length - fewer)}…"`);
  return ends.find(text => parseJson(text) !== undefined) ?? '"…"';
}

function decodeString(token: string): string {
  return token.includes('\\') ? JSON.parse(token) as string : token.slice(1, -1);
}
