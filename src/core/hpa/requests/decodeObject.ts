import { goQuote } from '../../kube/goQuote.js';
import { isObject, parseJson, stringAt, type JsonObject, type JsonValue } from '../../raw/jsonValue.js';
import { clientError, statusError, type ApiError } from './apiError.js';
import { apiStatusOf } from './apiStatus.js';

/** Something decoded, or why it could not be. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ApiError };

const textType = 'text/plain; charset=utf-8';
const kindStruct = 'struct '
  + '{ APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/** What a typed client expects, and what else its scheme knows. */
export interface ExpectedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Other kinds, `group/version/Kind`, which it reads and drops. */
  readonly others: readonly string[];
  /** Where upstream registers them, which its message repeats. */
  readonly scheme: string;
}

/**
 * The object of an answer as a typed client reads it: another kind that it knows reads as an empty object. What the
 * answer does not say of its kind is taken to be as expected.
 *
 * @see kubernetes/client-go rest/request.go, `Result.Into`
 */
export function decodeInto(body: JsonValue | undefined, expected: ExpectedKind): Decoded<JsonObject> {
  const any = decodeAny(body);
  if (!any.ok) {
    return any;
  }
  const status = apiStatusOf(body);
  if (status) {
    return status.isSuccess ? decoded({}) : { ok: false, error: statusError(status) };
  }
  const kind = stringAt(body, 'kind') || expected.kind;
  const apiVersion = stringAt(body, 'apiVersion') || expected.apiVersion;
  if (kind === expected.kind && apiVersion === expected.apiVersion) {
    return any;
  }
  return expected.others.includes(`${apiVersion}/${kind}`)
    ? decoded({})
    : notRegistered(apiVersion, kind, expected.scheme);
}

/** The object of an answer as a client reads it whose scheme does not know the kind: then no kind is wrong. */
export function decodeAny(body: JsonValue | undefined): Decoded<JsonObject> {
  if (body === undefined || typeof body === 'string') {
    return failed(`serializer for ${textType} doesn't exist`);
  }
  return body === null || isObject(body) ? decoded(body ?? {}) : failed(notAnObject(body));
}

/**
 * The object of an answer as a client reads it that takes several versions: it must say what it is.
 *
 * @param known `group/version/Kind`
 * @param scheme where upstream registers them, which its message repeats
 * @see kubernetes/apimachinery pkg/runtime/codec.go, `Decode`
 */
export function decodeKnown(
  body: JsonValue | undefined, known: readonly string[], scheme: string,
): Decoded<JsonObject> {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const object = typeof body === 'string' || body === undefined ? yamlValue(text) : body;
  if (object !== null && !isObject(object)) {
    return failed(notAnObject(object));
  }
  const kind = stringAt(object, 'kind') ?? '';
  const apiVersion = stringAt(object, 'apiVersion') ?? '';
  if (object === null || kind === '') {
    return failed(`Object 'Kind' is missing in '${text}'`);
  }
  if (apiVersion === '') {
    return failed(`Object 'apiVersion' is missing in '${text}'`);
  }
  return known.includes(`${apiVersion}/${kind}`) ? decoded(object) : notRegistered(apiVersion, kind, scheme);
}

/** A text answer is tried as JSON and as YAML: nothing but blanks is null, and other texts are no objects. */
function yamlValue(text: string): JsonValue {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'null' || trimmed === '~') {
    return null;
  }
  return trimmed.startsWith('{') ? parseJson(trimmed) ?? text : text;
}

function notRegistered(apiVersion: string, kind: string, scheme: string): Decoded<never> {
  return failed(
    `no kind ${goQuote(kind)} is registered for version ${goQuote(apiVersion)} in scheme ${goQuote(scheme)}`,
  );
}

export function decoded<T>(value: T): Decoded<T> {
  return { ok: true, value };
}

export function failed(message: string): Decoded<never> {
  return { ok: false, error: clientError(message) };
}

function notAnObject(body: JsonValue): string {
  const type = Array.isArray(body) ? 'array' : typeof body === 'boolean' ? 'bool' : typeof body;
  const where = `cannot unmarshal ${type} into Go value of type ${kindStruct}`;
  return `couldn't get version/kind; json parse error: json: ${where}`;
}
