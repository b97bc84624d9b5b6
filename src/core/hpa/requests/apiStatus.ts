import { isObject, stringAt, type JsonValue } from '../../raw/jsonValue.js';
import type { ApiStatus } from './apiError.js';

/** A Status as an answer holds it. */
export interface ToldStatus extends ApiStatus {
  /** `status: Failure`. */
  readonly isFailure: boolean;
  /** `status: Success`. */
  readonly isSuccess: boolean;
}

/** The Status in an answer; nothing when it is something else. A missing apiVersion is taken for `v1`. */
export function apiStatusOf(body: JsonValue | undefined): ToldStatus | undefined {
  const apiVersion = stringAt(body, 'apiVersion') ?? '';
  if (!isObject(body) || body['kind'] !== 'Status' || (apiVersion !== '' && apiVersion !== 'v1')) {
    return undefined;
  }
  const { code, status } = body;
  return {
    message: stringAt(body, 'message') ?? '',
    reason: stringAt(body, 'reason') ?? '',
    code: typeof code === 'number' ? code : 0,
    isFailure: status === 'Failure',
    isSuccess: status === 'Success',
  };
}
