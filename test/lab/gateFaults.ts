/** What the gate in front of the API server does to requests instead of passing them on. */
export type GateFault = { /** Limits the fault to requests whose path and query match. */ readonly paths?: RegExp } & (
  /** The connection is reset, without an answer. */
  | { readonly kind: 'reset' }
  /** A Status with this code. */
  | { readonly kind: 'status'; readonly code: 429 | 500 | 503; readonly retryAfterSeconds?: number }
  /** The request waits before it is passed on. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /**
   * The history is gone: open watches end with an ERROR event of code 410, and a new watch from a version older than
   * this moment gets the same (`answer: 'status'`: HTTP status 410 instead, as older servers do).
   */
  | { readonly kind: 'watchGone'; readonly answer?: 'event' | 'status' }
  /** Open watches are cut once; new ones pass. */
  | { readonly kind: 'dropWatches' }
);

/** A Kubernetes Status object. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Record<string, never>;
  readonly status: 'Failure';
  readonly message: string;
  readonly reason: string;
  readonly details?: { readonly retryAfterSeconds: number };
  readonly code: number;
}

/** Whether a request is a watch, by its query or by the old form of its path. */
export function isWatch(url: URL): boolean {
  const watch = url.searchParams.get('watch');
  return (watch !== null && watch !== 'false' && watch !== '0') || /^\/(api|apis\/[^/]+)\/[^/]+\/watch\//.test(url.pathname);
}

/** Whether a watch starts from a version that a server which has forgotten everything before `horizon` cannot serve. */
export function isExpired(url: URL, horizon: number): boolean {
  const version = Number(url.searchParams.get('resourceVersion') ?? '');
  return version > 0 && version < horizon;
}

/** The Status an API server sends with such a code. */
export function failureStatus(code: 429 | 500 | 503, retryAfterSeconds?: number): Status {
  const [reason, message] = failures[code];
  return status(code, reason, message, retryAfterSeconds);
}

/** What a watch gets that asks for a version older than the server remembers. */
export function expiredStatus(version: string | null, horizon: number): Status {
  return status(410, 'Expired', `too old resource version: ${version ?? '0'} (${horizon})`);
}

const failures: Record<429 | 500 | 503, [reason: string, message: string]> = {
  429: ['TooManyRequests', 'Too many requests, please try again later.'],
  500: ['InternalError', 'Internal error occurred: etcdserver: request timed out'],
  503: ['ServiceUnavailable', 'the server is currently unable to handle the request'],
};

function status(code: number, reason: string, message: string, retryAfterSeconds?: number): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } }),
    code,
  };
}
