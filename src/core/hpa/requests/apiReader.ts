import { utf8Length } from '../../kube/utf8Length.js';
import type { JsonValue } from '../../raw/jsonValue.js';
import { clientError, genericError, statusError, type ApiError } from './apiError.js';
import { apiStatusOf } from './apiStatus.js';
import { requestFault, requestKey, type RestRequest } from './restRequest.js';

/** One recorded answer. A text body is a text, absent is empty, anything else is JSON. */
export interface ApiResponse {
  readonly status: number;
  readonly body?: JsonValue;
}

/** Recorded answers by `METHOD path?query`. */
export type ApiResponses = Readonly<Record<string, ApiResponse>>;

/** An answer with a good status, or the error that client-go makes of the other. */
export type ApiAnswer =
  | { readonly ok: true; readonly status: number; readonly body: JsonValue | undefined }
  | { readonly ok: false; readonly error: ApiError };

const notRegistered: ApiResponse = { status: 404, body: '404 page not found\n' };
const maxTextBytes = 2048;
/** What Go's `strings.TrimSpace` takes away: all that JavaScript's does, but for the byte order mark, and U+0085. */
const blank = '(?!\\ufeff)[\\s\\u0085]';
const blankEnds = new RegExp(`^(?:${blank})+|(?:${blank})+$`, 'g');

/** Answers the requests of one pass from a recording, and remembers them in their order. */
export class ApiReader {
  readonly #responses: ApiResponses;
  readonly #requests: string[] = [];

  constructor(responses: ApiResponses) {
    this.#responses = responses;
  }

  get requests(): readonly string[] {
    return this.#requests;
  }

  /** What the recording says; a GET that it does not list found no API. */
  get(request: RestRequest): ApiAnswer {
    return this.#send(request, notRegistered);
  }

  /**
   * What the recording says; a PUT that it does not list succeeded.
   *
   * @param written the body of the answer then: what was sent
   */
  put(request: RestRequest, written: JsonValue): ApiAnswer {
    return this.#send(request, { status: 200, body: written });
  }

  /** Like {@link put}, for a request that is not counted among those of the pass. */
  putUncounted(request: RestRequest, written: JsonValue): ApiAnswer {
    return this.#answer(request, { status: 200, body: written });
  }

  #send(request: RestRequest, unlisted: ApiResponse): ApiAnswer {
    if (requestFault(request) === undefined) {
      this.#requests.push(requestKey(request));
    }
    return this.#answer(request, unlisted);
  }

  #answer(request: RestRequest, unlisted: ApiResponse): ApiAnswer {
    const fault = requestFault(request);
    if (fault !== undefined) {
      return { ok: false, error: clientError(fault) };
    }
    const key = requestKey(request);
    const response = Object.hasOwn(this.#responses, key) ? this.#responses[key] ?? unlisted : unlisted;
    return response.status >= 200 && response.status <= 206
      ? { ok: true, status: response.status, body: response.body }
      : { ok: false, error: errorOf(request, response) };
  }
}

/** @see kubernetes/client-go rest/request.go, `transformResponse`, `Result.Error` */
function errorOf(request: RestRequest, { status, body }: ApiResponse): ApiError {
  if (body === undefined || typeof body === 'string') {
    return genericError(request, status, firstBytes(body ?? '').replace(blankEnds, ''));
  }
  const told = apiStatusOf(body);
  return told?.isFailure === true ? statusError(told) : genericError(request, status, 'unknown');
}

/** As much of a text as client-go keeps; a character that is cut in two leaves a mark for each of its bytes. */
function firstBytes(text: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    const length = utf8Length(character);
    if (bytes + length > maxTextBytes) {
      return kept + '\ufffd'.repeat(maxTextBytes - bytes);
    }
    bytes += length;
    kept += character;
  }
  return kept;
}
