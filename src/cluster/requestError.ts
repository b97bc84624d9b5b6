import { ClusterError, isAbort, messageOf } from '../base/errors.js';
import { t } from '../base/l10n.js';
import { accessOf } from '../core/kube/access.js';

const TLS_CODES = /^(ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|CERT_|HOSTNAME_MISMATCH|EPROTO)/;

/** What the codes of the network mean, as curl and kubectl say it. */
const NETWORK_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  UND_ERR_SOCKET: 'connection closed',
  EPIPE: 'connection closed',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'name resolution failed',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
};
/** What Node says about certificates, as Go and so kubectl say it. */
const TLS_WORDS: Readonly<Record<string, string>> = {
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'x509: certificate signed by unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'x509: certificate signed by unknown authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'x509: certificate signed by unknown authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'x509: certificate signed by unknown authority',
  CERT_HAS_EXPIRED: 'x509: certificate has expired',
  CERT_NOT_YET_VALID: 'x509: certificate is not yet valid',
};
const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80, 'https:': 443, 'socks5:': 1080, 'socks5h:': 1080,
};
/** undici gives an answer of the proxy other than 200 the name of an abort. */
const PROXY_ANSWER = /^Proxy response \((\d+)\)/;
const TIMEOUT_CODES = new Set([
  'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT',
]);

/**
 * Turns what a request threw into a {@link ClusterError}; an abort and a ClusterError pass as they are.
 * @param proxy through which the request went; its password is not shown
 */
export function toRequestError(error: unknown, server: URL, proxy?: URL): Error {
  const ofProxy = PROXY_ANSWER.exec(messageOf(error))?.[1];
  if (error instanceof ClusterError || (isAbort(error) && ofProxy === undefined)) {
    return error as Error;
  }

  const code = codeOf(error);
  const where = proxy ? t('{0} by way of the proxy {1}', addressOf(server), addressOf(proxy)) : addressOf(server);
  if (ofProxy !== undefined) {
    return new ClusterError('unreachable', `${t('the proxy answered {0}', ofProxy)}, ${where}`, { cause: error });
  }
  if (TIMEOUT_CODES.has(code)) {
    return new ClusterError('timeout', t('no answer in time, {0}', where), { cause: error });
  }
  if (TLS_CODES.test(code)) {
    return new ClusterError('tls', `${TLS_WORDS[code] ?? messageOf(error)}, ${where}`, { cause: error });
  }
  const words = NETWORK_WORDS[code] ?? messageOf(error);
  return new ClusterError('unreachable', `${words}, ${where}`, { cause: error });
}

function addressOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || DEFAULT_PORTS[protocol] || ''}`;
}

/**
 * Turns an answer that is no success into a {@link ClusterError}, in the API server's own words where it has some.
 * @param path what was asked for; absent: it is the end of something that was allowed
 */
export function toStatusError(
  status: number, body: string, retryAfter: string | undefined, path?: string,
): ClusterError {
  const message = statusMessage(body) ?? t('the API server answered {0}', status);
  const seconds = Number(retryAfter);
  const options = {
    ...(Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}),
    access: status === 403 && path !== undefined ? accessOf(path) : undefined,
  };
  return new ClusterError(codeOfStatus(status), message, options);
}

function codeOfStatus(status: number): ClusterError['code'] {
  switch (status) {
    case 401: return 'unauthorized';
    case 403: return 'forbidden';
    case 404: return 'notFound';
    case 410: return 'gone';
    case 429: return 'throttled';
    case 503: return 'unavailable';
    case 504: return 'timeout';
    default: return 'badResponse';
  }
}

/** `message` of a Kubernetes Status, else the first line of a short text. */
function statusMessage(body: string): string | undefined {
  try {
    const status = JSON.parse(body) as { message?: unknown } | null;
    return typeof status?.message === 'string' && status.message !== '' ? status.message : undefined;
  } catch {
    const line = body.trim().split('\n')[0] ?? '';
    return line !== '' && line.length <= 200 && !line.startsWith('<') ? line : undefined;
  }
}

/** The code of the error, or of what caused it; several addresses tried at once count as the first. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return '';
  }
  const { code, cause } = error as Error & { code?: unknown };
  if (typeof code === 'string') {
    return code;
  }
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : cause;
  return first === undefined ? '' : codeOf(first);
}
