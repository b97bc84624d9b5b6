import type { JsonObject } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';
import { oddAmount } from './amounts.js';
import { metricSelector } from './labelSelectors.js';

const ingress: DescribedObject = {
  reference: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'main' },
  path: 'ingresses.networking.k8s.io/main',
};
const describedObjects: readonly [DescribedObject, ...DescribedObject[]] = [
  ingress,
  ingress,
  ingress,
  { reference: { apiVersion: 'v1', kind: 'Service', name: 'web' }, path: 'services/web' },
  { reference: { kind: 'Service', name: 'web' }, path: 'services/web' },
  { reference: { apiVersion: 'v1', kind: 'Namespace', name: 'elsewhere' }, path: 'metrics' },
  { reference: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, path: 'deployments.apps/web' },
  { reference: { apiVersion: 'apps/v1', kind: 'Namespace', name: 'x' }, path: '' },
  { reference: { apiVersion: 'batch/v1', kind: 'Job', name: 'queue' }, path: 'jobs.batch/queue' },
  { reference: { apiVersion: 'unknown.io/v1', kind: 'Thing', name: 'x' }, path: '' },
  { reference: { apiVersion: 'v1', kind: 'Thing', name: 'x' }, path: '' },
  { reference: { apiVersion: 'v1', kind: 'Node', name: 'n1' }, path: 'nodes/n1' },
];

interface DescribedObject {
  readonly reference: JsonObject;
  /** Its resource and name in a request, empty when the mapper does not know it. */
  readonly path: string;
}

/** One entry of `spec.metrics`, with what its requests and its load depend on. */
export interface MetricPlan {
  readonly type: string;
  readonly spec: JsonObject;
  /** A resource or a metric. */
  readonly name: string;
  readonly canonicalSelector: string;
  readonly target: TargetPlan;
  readonly describedPath?: string;
}

interface TargetPlan {
  readonly utilization?: number;
  /** Thousandths, where the target is a usual one. */
  readonly milli?: number;
  readonly isAverage: boolean;
  readonly json: JsonObject;
}

const metricNames = [
  'requests', 'requests', 'http_requests', 'queue-length', 'p99.latency', 'rps:rate', 'a b', 'x*', 'q@é',
] as const;

export function metricPlan(random: Random): MetricPlan {
  switch (random.int(0, 9)) {
    case 0: case 1: case 2: case 3: return resourcePlan(random);
    case 4: return containerPlan(random);
    case 5: case 6: return podsPlan(random);
    case 7: return objectPlan(random);
    default: return externalPlan(random);
  }
}

function resourcePlan(random: Random): MetricPlan {
  const name = random.chance(0.97)
    ? random.pick(['cpu', 'cpu', 'cpu', 'memory', 'memory'])
    : random.pick(['ephemeral-storage', 'hugepages-2Mi']);
  const target = resourceTarget(random, name);
  return plan('Resource', name, target, { resource: { name, target: target.json } });
}

function containerPlan(random: Random): MetricPlan {
  const name = random.pick(['cpu', 'cpu', 'memory']);
  const container = random.pick(['app', 'app', 'app', 'sidecar', 'proxy', 'absent']);
  const target = resourceTarget(random, name);
  return plan('ContainerResource', name, target, { containerResource: { name, container, target: target.json } });
}

function podsPlan(random: Random): MetricPlan {
  const target = amountTarget(random, 'averageValue');
  return named(random, 'Pods', target, metric => ({ pods: { metric, target: target.json } }));
}

function objectPlan(random: Random): MetricPlan {
  const described = random.pick(describedObjects);
  const target = random.chance(0.05)
    ? mismatched(amountTarget(random, random.pick(['value', 'averageValue'])))
    : amountTarget(random, random.pick(['value', 'averageValue']));
  const made = named(random, 'Object', target, metric => ({
    object: { describedObject: described.reference, metric, target: target.json },
  }));
  return { ...made, describedPath: described.path };
}

function externalPlan(random: Random): MetricPlan {
  const target = amountTarget(random, random.pick(['value', 'averageValue']));
  return named(random, 'External', target, metric => ({ external: { metric, target: target.json } }));
}

function named(
  random: Random, type: string, target: TargetPlan, source: (metric: JsonObject) => JsonObject,
): MetricPlan {
  const name = random.pick(metricNames);
  const { selector, canonical } = metricSelector(random);
  const metric = { name, ...(selector === undefined ? {} : { selector }) };
  return { ...plan(type, name, target, source(metric)), canonicalSelector: canonical };
}

function plan(type: string, name: string, target: TargetPlan, source: JsonObject): MetricPlan {
  return { type, name, target, canonicalSelector: '', spec: { type, ...source } };
}

function resourceTarget(random: Random, resource: string): TargetPlan {
  if (random.chance(0.7)) {
    const utilization = random.pick([50, 50, 50, 80, 80, 100, 60, 10, 150, 200, 1, 70, 33, 2147483647]);
    const type = random.chance(0.97) ? 'Utilization' : random.pick(['AverageValue', 'Value']);
    return { utilization, isAverage: true, json: { type, averageUtilization: utilization } };
  }
  const milli = resource === 'cpu' ? random.pick([50, 100, 250, 1000]) : random.pick([64, 100, 256]) * 1_048_576_000;
  return { milli, isAverage: true, json: { type: 'AverageValue', averageValue: targetText(random, milli) } };
}

function amountTarget(random: Random, field: 'value' | 'averageValue'): TargetPlan {
  const milli = random.pick([100, 500, 1000, 2000, 10_000, 10_000, 100_000, 7000, 14_000, 1]);
  const type = field === 'value' ? 'Value' : 'AverageValue';
  return { milli, isAverage: field === 'averageValue', json: { type, [field]: targetText(random, milli) } };
}

function targetText(random: Random, milli: number): string {
  if (random.chance(0.05)) {
    return oddPositive(random);
  }
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

/** The API server lets a type stand that does not fit the field. */
function mismatched(target: TargetPlan): TargetPlan {
  return { ...target, json: { ...target.json, type: target.isAverage ? 'Value' : 'AverageValue' } };
}

function oddPositive(random: Random): string {
  const text = oddAmount(random).replace(/^[-+]/, '');
  return /[1-9]/.test(text.replace(/[eE].*$/, '')) ? text : '1';
}
