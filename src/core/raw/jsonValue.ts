/** What `JSON.parse` gives. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** An object of JSON, of which nothing is known. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** @returns undefined when the text is no JSON */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Whether it is an object of JSON: no array, not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The elements of an array; of anything else, none. */
export function elementsOf(value: unknown): readonly JsonValue[] {
  return Array.isArray(value) ? value as readonly JsonValue[] : [];
}

/** The value of a key of an object, when it is a string. */
export function stringAt(value: unknown, key: string): string | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The value of a key of an object; of anything else, none. */
export function valueAt(value: unknown, key: string): JsonValue | undefined {
  return isObject(value) ? value[key] : undefined;
}
