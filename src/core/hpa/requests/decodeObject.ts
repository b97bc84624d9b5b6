import { goQuote } from '../../kube/goQuote.js';
import { isObject, stringAt, type JsonObject, type JsonValue } from '../../raw/jsonValue.js';
import { clientError, statusError, type ApiError } from './apiError.js';
import { apiStatusOf } from './apiStatus.js';

/** Something decoded, or why it could not be. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ApiError };

const textType = 'text/plain; charset=utf-8';
const kindStruct = 'struct '
  + '{ APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/**
 * The object of an answer as a typed client reads it: a kind that it does not expect reads as an empty object.
 *
 * @see kubernetes/client-go rest/request.go, `Result.Into`
 */
export function decodeInto(body: JsonValue | undefined, kind: string): Decoded<JsonObject> {
  if (body === undefined || typeof body === 'string') {
    return failed(`serializer for ${textType} doesn't exist`);
  }
  if (body !== null && !isObject(body)) {
    return failed(notAnObject(body));
  }
  const status = apiStatusOf(body);
  if (status && kind !== 'Status') {
    return status.isSuccess ? decoded({}) : { ok: false, error: statusError(status) };
  }
  return decoded(body === null || (body['kind'] !== undefined && body['kind'] !== kind) ? {} : body);
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
  if (!isObject(body ?? null)) {
    return failed(notAnObject(body ?? null));
  }
  const object = isObject(body) ? body : {};
  const kind = stringAt(object, 'kind') ?? '';
  const apiVersion = stringAt(object, 'apiVersion') ?? '';
  if (kind === '') {
    return failed(`Object 'Kind' is missing in '${JSON.stringify(body)}'`);
  }
  if (apiVersion === '') {
    return failed(`Object 'apiVersion' is missing in '${JSON.stringify(body)}'`);
  }
  return known.includes(`${apiVersion}/${kind}`)
    ? decoded(object)
    : failed(`no kind ${goQuote(kind)} is registered for version ${goQuote(apiVersion)} in scheme ${goQuote(scheme)}`);
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
