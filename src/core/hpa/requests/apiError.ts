import { goQuote } from '../../kube/goQuote.js';
import { requestText, type RestRequest } from './restRequest.js';

/** Why a request failed, in the words that the controller repeats in events and conditions. */
export interface ApiError {
  readonly message: string;
  /** Whether the controller takes it for a conflict, and tries again. */
  readonly isConflict: boolean;
}

/** The reasons of a Status that client-go trusts more than the code beside it. */
const knownReasons: readonly string[] = [
  'AlreadyExists', 'BadRequest', 'Conflict', 'Expired', 'Forbidden', 'Gone', 'InternalError', 'Invalid',
  'MethodNotAllowed', 'NotAcceptable', 'NotFound', 'RequestEntityTooLarge', 'ServerTimeout', 'ServiceUnavailable',
  'StoreReadError', 'Timeout', 'TooManyRequests', 'Unauthorized', 'UnsupportedMediaType',
];

const messages: Readonly<Record<number, string>> = {
  400: 'the server rejected our request for an unknown reason',
  401: 'the server has asked for the client to provide credentials',
  404: 'the server could not find the requested resource',
  405: 'the server does not allow this method on the requested resource',
  409: 'the server reported a conflict',
  422: 'the server rejected our request due to an error in our request',
  429: 'the server has received too many requests and has asked us to try again later',
  503: 'the server is currently unable to handle the request',
  504: 'the server was unable to return a response in the time allotted, but may still be processing the request',
};

/**
 * The error of a request whose answer is no Status.
 *
 * @param text the body of a text answer; `unknown` for another
 * @see kubernetes/apimachinery pkg/api/errors/errors.go, `NewGenericServerResponse`
 */
export function genericError(request: RestRequest, code: number, text: string): ApiError {
  const suffix = requestText(request);
  return {
    message: `${genericMessage(code, text)}${request.resource === '' && request.group === '' ? '' : ` (${suffix})`}`,
    isConflict: code === 409,
  };
}

/** The error that a Status of the API server tells. */
export function statusError({ message, reason, code }: ApiStatus): ApiError {
  const isKnown = knownReasons.includes(reason);
  return { message, isConflict: reason === 'Conflict' || (!isKnown && code === 409) };
}

/** An error of the client itself. */
export function clientError(message: string): ApiError {
  return { message, isConflict: false };
}

/** The fields of a `v1` Status that matter to an error. */
export interface ApiStatus {
  readonly message: string;
  readonly reason: string;
  readonly code: number;
}

function genericMessage(code: number, text: string): string {
  const known = messages[code];
  if (known !== undefined) {
    return known;
  }
  switch (code) {
    case 403:
    case 415:
      return text;
    case 406:
      return text === '' || text === 'unknown'
        ? 'the server was unable to respond with a content type that the client supports'
        : text;
    default:
      return code >= 500
        ? `an error on the server (${goQuote(text)}) has prevented the request from succeeding`
        : `the server responded with the status code ${code} but did not return more information`;
  }
}
