/** Why a cluster, or the path to it, failed; each has its advice in `ui/clusterAdvice.ts`. */
export type ClusterErrorCode =
  | 'noKubeconfig' // no kubeconfig file is there
  | 'kubeconfig' // a kubeconfig is there: it cannot be parsed, or lacks the context
  | 'credentials' // an exec plugin or a token file failed before any request went out
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'gone' // 410: the resource version is too old, list again
  | 'unavailable' // 503: an aggregated API without a backend, or an API server in trouble
  | 'tls'
  | 'timeout'
  | 'throttled'
  | 'badResponse';

/** The cluster, or the path to it, failed. Thrown by adapters only; `core` returns values instead. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';

  constructor(
    readonly code: ClusterErrorCode,
    message: string,
    options?: { cause?: unknown; retryAfterSeconds?: number; access?: ApiAccess | undefined },
  ) {
    super(message, options);
    this.retryAfterSeconds = options?.retryAfterSeconds;
    this.access = options?.access;
  }

  /** What was refused, when it was a right. */
  readonly access: ApiAccess | undefined;

  /** What the server asked us to wait. Seconds; absent when it did not say. */
  readonly retryAfterSeconds: number | undefined;
}

/** A {@link ClusterError} as plain data, to cross a thread or to be kept in a view model. */
export interface ClusterProblem {
  readonly code: ClusterErrorCode | 'bug';
  readonly message: string;
  /** Of a bug: where it happened, for the log. */
  readonly stack?: string;
  /** Of `forbidden`: what was refused; absent where it was no resource. */
  readonly access?: ApiAccess | undefined;
}

/** What somebody must be allowed for a request: the terms of a rule of RBAC. */
export interface ApiAccess {
  readonly verb: 'get' | 'list' | 'watch';
  /** Empty for the core group. */
  readonly group: string;
  /** With its subresource: `deployments/scale`. */
  readonly resource: string;
  /** Absent: of the cluster, or of all namespaces. */
  readonly namespace?: string;
  /** Absent: all of them. */
  readonly name?: string;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Turns whatever was thrown into plain data. What is not a {@link ClusterError} is a bug of ours, and says so. */
export function toProblem(error: unknown): ClusterProblem {
  if (error instanceof ClusterError) {
    const { code, message, access } = error;
    return { code, message, ...(access ? { access } : {}) };
  }
  const stack = error instanceof Error ? error.stack : undefined;
  return { code: 'bug', message: messageOf(error), ...(stack === undefined ? {} : { stack }) };
}

/** Whether this is the end of a cancelled action, which nobody needs to hear about. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
