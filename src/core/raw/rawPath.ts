import { t } from '../../base/l10n.js';
import { apiPathOf } from './apiPath.js';
import { encodeSegment } from './objectRef.js';
import { formatQuery, parseQuery, type Query } from './query.js';

/** A path that may be asked for, in one form only, or why it may not. */
export type RawPath =
  | {
    readonly ok: true;
    /** Path and query, as they go to the server. */
    readonly path: string;
    /** The decoded parts of the path. */
    readonly segments: readonly string[];
    readonly query: Query;
  }
  | { readonly ok: false; readonly reason: string };

/** Subresources behind which a connection stays open, or somebody else than the API server answers. */
const CONNECTING = new Set(['exec', 'attach', 'portforward', 'proxy']);
/** Queries that make a request without an end, as the API server reads them: everything but a no is a yes. */
const ENDLESS = new Set(['watch', 'follow']);

/**
 * The rule of what the raw API opens: a `GET` that ends and that the API server itself answers. What was decided on is
 * what goes out: the path is decoded once, checked, and written anew, so no encoding says one thing here and another
 * there.
 */
export function parseRawPath(text: string): RawPath {
  const input = text.trim();
  const malformed = shapeProblem(input);
  if (malformed !== undefined) {
    return refused(malformed);
  }
  const [pathText = '', ...queryTexts] = input.split('?');
  const segments = decodeSegments(pathText);
  if (typeof segments === 'string') {
    return refused(segments);
  }
  const query = parseQuery(queryTexts.join('?'));
  if (query === undefined) {
    return refused(t('The query is not percent-encoded as it should be.'));
  }
  const reason = endlessProblem(query) ?? connectingProblem(segments);
  return reason === undefined ? accepted(segments, query) : refused(reason);
}

function refused(reason: string): RawPath {
  return { ok: false, reason };
}

function accepted(segments: readonly string[], query: Query): RawPath {
  return { ok: true, path: `/${segments.map(encodeSegment).join('/')}${formatQuery(query)}`, segments, query };
}

function shapeProblem(input: string): string | undefined {
  if (input === '') {
    return t('Type a path, such as {0}.', '/apis/metrics.k8s.io/v1beta1/pods');
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(input)) {
    return t('Leave out the server: the path starts with the first / after it.');
  }
  if (/^[a-z]+\s/i.test(input)) {
    return t('Type the path alone: it is always asked with GET.');
  }
  if (!input.startsWith('/')) {
    return t('A path starts with /.');
  }
  if (input.includes('#')) {
    return t('A path has no fragment: write %23 for a #.');
  }
  return /[\u0000-\u001f\u007f\\]/.test(input) ? t('A path has no backslash and no control character.') : undefined;
}

/** The decoded parts of a path, a slash at its end left out; or what is wrong. */
function decodeSegments(path: string): readonly string[] | string {
  const encoded = path.slice(1).replace(/\/$/, '').split('/');
  if (encoded.length === 1 && encoded[0] === '') {
    return path === '/' ? [] : t('A path has no empty part (//).');
  }
  const decoded: string[] = [];
  for (const segment of encoded) {
    const problem = segmentProblem(segment);
    if (problem !== undefined) {
      return problem;
    }
    decoded.push(decodeURIComponent(segment));
  }
  return decoded;
}

/** @see kubernetes/apimachinery pkg/api/validation/path/name.go: no name has a slash or a percent sign, or is a dot */
function segmentProblem(encoded: string): string | undefined {
  const decoded = decode(encoded);
  if (decoded === undefined) {
    return t('"{0}" is not percent-encoded as it should be.', encoded);
  }
  if (decoded === '') {
    return t('A path has no empty part (//).');
  }
  if (decoded === '.' || decoded === '..') {
    return t('A path has no . and no .. in it.');
  }
  return /[/\\%\u0000-\u001f\u007f]/.test(decoded)
    ? t('A part of a path holds no encoded slash, percent sign or control character: {0}', encoded)
    : undefined;
}

function endlessProblem(query: Query): string | undefined {
  for (const [name, value] of query) {
    if (ENDLESS.has(name.toLowerCase()) && !['false', '0'].includes(value.toLowerCase())) {
      return name.toLowerCase() === 'watch'
        ? t('A watch has no end: leave out watch.')
        : t('A log that is followed has no end: leave out follow.');
    }
  }
  return undefined;
}

/** Upper case is no way around: no server has these words in it, and no proxy before it gets to fold them. */
function connectingProblem(segments: readonly string[]): string | undefined {
  const lower = segments.map(segment => segment.toLowerCase());
  const api = apiPathOf(lower);
  const first = api?.specialVerb ?? lower[0];
  if (first === 'watch') {
    return t('A watch has no end: leave out /watch/.');
  }
  const connecting = first === 'proxy' ? first : api?.rest.find(part => CONNECTING.has(part));
  return connecting === undefined
    ? undefined
    : t('{0} opens a connection to something behind the API server: that is not for reading.', connecting);
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
