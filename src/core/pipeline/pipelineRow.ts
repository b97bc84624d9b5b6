import {
  availableCondition, formatAvailable, formatService, type ApiService, type ApiServiceCondition,
} from '../kube/apiService.js';
import { serviceChain, type ChainObjects, type ServiceChain } from './serviceChain.js';
import { METRICS_GROUPS, isMetricsGroup, type MetricsGroup, type MetricsNeed } from './metricsNeed.js';
import type { OfferedResources } from './offeredResource.js';
import type { Seen } from '../kube/seen.js';

/** Whether an API can be used, as the API server's own condition says it; `unknown` when it does not say. */
export type ApiServiceState = 'available' | 'unavailable' | 'unknown';

/** An APIService, in the columns of `kubectl get apiservices`, with what is behind it. */
export interface ApiServiceRow {
  readonly kind: 'apiService';
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly version: string;
  readonly service: string;
  readonly available: string;
  readonly creationTimestamp: string | undefined;
  readonly state: ApiServiceState;
  readonly condition: ApiServiceCondition | undefined;
  /** Of a metrics API that a Service serves. */
  readonly chain: ServiceChain | undefined;
  /** What a metrics API offers; absent while it is not available: then nobody asks it. */
  readonly resources: Seen<OfferedResources> | undefined;
}

/** A metrics API that nobody registered. */
export interface MissingApiRow {
  readonly kind: 'missing';
  readonly id: string;
  readonly name: string;
  readonly group: MetricsGroup;
  /** The autoscalers that need it, `shop/batch`; absent when autoscalers could not be seen. */
  readonly neededBy: readonly string[] | undefined;
}

/** One line of the pipeline: plain data. */
export type PipelineRow = ApiServiceRow | MissingApiRow;

/** Where the objects are looked up. Whoever answers follows what was looked up, and lets go of the rest. */
export interface PipelineObjects extends ChainObjects {
  apiServices(): readonly ApiService[];
  needs(): Seen<readonly MetricsNeed[]>;
  /** @param since when it became available: it is asked anew after each time */
  resources(groupVersion: string, since: string): Seen<OfferedResources>;
}

/** All rows: each APIService, and each metrics API that is missing and needed. metrics.k8s.io is always worth a row. */
export function pipelineRows(objects: PipelineObjects): PipelineRow[] {
  const rows = objects.apiServices().map(service => apiServiceRow(service, objects));
  const registered = new Set(rows.map(({ group }) => group));
  const needs = objects.needs();
  const missing = METRICS_GROUPS
    .filter(group => !registered.has(group))
    .map(group => missingApiRow(group, needs))
    .filter(({ group, neededBy = [] }) => group === 'metrics.k8s.io' || neededBy.length > 0);
  return [...rows, ...missing];
}

function apiServiceRow(service: ApiService, objects: PipelineObjects): ApiServiceRow {
  const { name, creationTimestamp } = service.metadata;
  const [version = '', ...group] = name.split('.');
  const condition = availableCondition(service);
  const row = {
    kind: 'apiService',
    id: name,
    name,
    group: service.spec?.group ?? group.join('.'),
    version: service.spec?.version ?? version,
    service: formatService(service),
    available: formatAvailable(service),
    creationTimestamp,
    state: stateOf(condition),
    condition,
  } as const;
  if (!isMetricsGroup(row.group)) {
    return { ...row, chain: undefined, resources: undefined };
  }
  return {
    ...row,
    chain: service.spec?.service ? serviceChain(service.spec.service, row.group, objects) : undefined,
    resources: row.state === 'available'
      ? objects.resources(`${row.group}/${row.version}`, condition?.lastTransitionTime ?? '')
      : undefined,
  };
}

function missingApiRow(group: MetricsGroup, needs: Seen<readonly MetricsNeed[]>): MissingApiRow {
  const neededBy = needs.kind === 'seen'
    ? needs.value.filter(({ groups }) => groups.includes(group)).map(({ id }) => id).sort()
    : undefined;
  return { kind: 'missing', id: `missing/${group}`, name: group, group, neededBy };
}

function stateOf(condition: ApiServiceCondition | undefined): ApiServiceState {
  switch (condition?.status ?? 'Unknown') {
    case 'True': return 'available';
    case 'False': return 'unavailable';
    default: return 'unknown';
  }
}
