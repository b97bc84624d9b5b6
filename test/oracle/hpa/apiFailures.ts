import type { JsonObject, JsonValue } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';

/** What a request was answered, as a recording has it; a missing body is an empty text. */
export interface RecordedResponse {
  readonly status: number;
  readonly body?: JsonValue;
}

const codes = [
  400, 401, 403, 403, 404, 404, 405, 406, 409, 410, 413, 415, 418, 422, 429, 500, 500, 502, 503, 503, 504, 504, 507,
  304,
] as const;
const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest', 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 405: 'MethodNotAllowed',
  406: 'NotAcceptable', 409: 'Conflict', 410: 'Gone', 413: 'RequestEntityTooLarge', 415: 'UnsupportedMediaType',
  422: 'Invalid', 429: 'TooManyRequests', 500: 'InternalError', 503: 'ServiceUnavailable', 504: 'Timeout',
};
const texts = [
  '404 page not found', '404 page not found\n', 'service unavailable\n', '', ' ',
  'error trying to reach service: dial tcp 10.0.0.7:443: i/o timeout',
  '<html><body><h1>502 Bad Gateway</h1></body></html>', 'Unauthorized', 'a "quoted" text\twith \\ and é\n',
  'line 1\nline 2\n',
  'not json {', '{"kind":"Status"}', 'x'.repeat(3000), '\u0001\u007f\ufeff\u2028', 'null',
] as const;

/** A failure of the kinds that the API server, the aggregator, a proxy or a broken adapter give. */
export function failure(random: Random): RecordedResponse {
  const status = random.pick(codes);
  switch (random.int(0, 7)) {
    case 0: return { status };
    case 1: case 2: return { status, body: random.pick(texts) };
    case 3: return { status, body: random.pick(oddBodies) };
    default: return { status, body: statusObject(random, status) };
  }
}

/** A conflict, or what else a PUT meets. */
export function putFailure(random: Random): RecordedResponse {
  switch (random.int(0, 4)) {
    case 0: case 1: return { status: 409, body: statusObject(random, 409) };
    case 2: return { status: random.pick([200, 201]), body: random.pick<JsonValue>(['', 'OK', {}, null, []]) };
    default: return failure(random);
  }
}

/** An answer with code 200 that is not what was asked for. */
export function wrongAnswer(random: Random): RecordedResponse {
  switch (random.int(0, 3)) {
    case 0: return { status: random.pick([200, 200, 201, 204, 206]), body: random.pick(texts) };
    case 1: return { status: 200 };
    default: return { status: 200, body: random.pick(oddBodies) };
  }
}

/** None of them is a Status with code 200, on which the controller crashes. */
const oddBodies: readonly [JsonValue, ...JsonValue[]] = [
  {}, [], null, 7, true, { kind: 'Foo', apiVersion: 'v1' }, { kind: 'Pod', apiVersion: 'v1' },
  { kind: 'List', apiVersion: 'v1', items: [] },
  { apiVersion: 'v1' }, { kind: 'Scale' }, { kind: 'PodMetricsList', apiVersion: 'metrics.k8s.io/v1', items: [] },
  { kind: 'PodMetricsList', apiVersion: 'metrics.k8s.io/v1beta1' },
  { kind: 'PodMetrics', apiVersion: 'metrics.k8s.io/v1beta1', metadata: { name: 'p' } },
  { kind: 'PodMetricsList', apiVersion: 'metrics.k8s.io/v1beta1', items: null },
  { kind: 'MetricValueList', apiVersion: 'custom.metrics.k8s.io/v1beta2', items: [] },
  { kind: 'MetricValueList', apiVersion: 'custom.metrics.k8s.io/v1beta1', items: [] },
  { kind: 'MetricValueList', apiVersion: 'custom.metrics.k8s.io/v1', items: [] },
  { kind: 'ExternalMetricValueList', apiVersion: 'external.metrics.k8s.io/v1beta1', items: [] },
  { kind: 'Scale', apiVersion: 'autoscaling/v2', spec: { replicas: 1 } },
  { error: 'no such route' },
];

function statusObject(random: Random, code: number): JsonObject {
  const message = random.pick([
    'the server is currently unable to handle the request', 'deployments.apps "web" not found',
    'forbidden: User "x" cannot get', '', 'quota <exceeded> & "more"\n',
    'Operation cannot be fulfilled on deployments.apps "web": the object has been modified',
  ]);
  return {
    kind: 'Status',
    ...(random.chance(0.95) ? { apiVersion: 'v1' } : {}),
    metadata: {},
    status: random.chance(0.95) ? 'Failure' : 'Success',
    ...(random.chance(0.9) ? { message } : {}),
    ...(random.chance(0.8) ? { reason: random.chance(0.95) ? reasons[code] ?? 'Unknown' : 'Odd' } : {}),
    ...(random.chance(0.5) ? { details: details(random) } : {}),
    ...(random.chance(0.9) ? { code } : {}),
  };
}

function details(random: Random): JsonObject {
  return random.pick<JsonObject>([
    { name: 'web', group: 'apps', kind: 'deployments' },
    { kind: 'pods', retryAfterSeconds: 1 },
    { causes: [{ reason: 'UnexpectedServerResponse', message: '404 page not found' }] },
    { causes: [{ reason: 'FieldValueInvalid', message: 'spec.replicas: Invalid value', field: 'spec.replicas' }] },
    {},
  ]);
}
