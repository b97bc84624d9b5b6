import { t } from '../../base/l10n.js';

/** A field has the wrong type. The message names its place and never its value, which may be a secret. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
}

/**
 * Reads the fields of a YAML mapping as Go reads JSON into a struct: what is missing or null is empty, what nobody asks
 * for is passed over, and a wrong type is an error.
 */
export class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;

  /** @throws FieldError when the value is neither null nor a mapping */
  constructor(value: unknown, private readonly path = '') {
    if (value !== null && value !== undefined && !isMapping(value)) {
      throw new FieldError(t('{0} must be a mapping', path || t('the whole')));
    }
    this.#fields = value ?? {};
  }

  string(name: string): string {
    const value = this.raw(name) ?? '';
    if (typeof value !== 'string') {
      throw new FieldError(t('{0} must be a text', this.#pathOf(name)));
    }
    return value;
  }

  boolean(name: string): boolean {
    const value = this.raw(name) ?? false;
    if (typeof value !== 'boolean') {
      throw new FieldError(t('{0} must be true or false', this.#pathOf(name)));
    }
    return value;
  }

  /** The text whose base64 the field is. Go takes no other alphabet and no missing padding, but line breaks. */
  decoded(name: string): string {
    const text = this.string(name).replace(/[\r\n]/g, '');
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
      throw new FieldError(t('{0} must be base64', this.#pathOf(name)));
    }
    return Buffer.from(text, 'base64').toString('utf8');
  }

  strings(name: string): readonly string[] {
    const list = new Fields({ ...this.#listOf(name) }, this.#pathOf(name));
    return Object.keys(list.all()).map(index => list.string(index));
  }

  /** The mappings of a list. */
  list(name: string): readonly Fields[] {
    return this.#listOf(name).map((value, index) => new Fields(value, `${this.#pathOf(name)}[${index}]`));
  }

  /** A mapping within; undefined when there is none. */
  optional(name: string): Fields | undefined {
    const value = this.raw(name) ?? undefined;
    return value === undefined ? undefined : new Fields(value, this.#pathOf(name));
  }

  /** A mapping within; an empty one when there is none. */
  child(name: string): Fields {
    return new Fields(this.raw(name), this.#pathOf(name));
  }

  raw(name: string): unknown {
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
  }

  /** The whole mapping, unread. */
  all(): Readonly<Record<string, unknown>> {
    return this.#fields;
  }

  #listOf(name: string): readonly unknown[] {
    const value = this.raw(name) ?? [];
    if (!Array.isArray(value)) {
      throw new FieldError(t('{0} must be a list', this.#pathOf(name)));
    }
    return value;
  }

  #pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
