import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { ApiService } from '../../../src/core/kube/apiService.js';
import { metricsNeed } from '../../../src/core/pipeline/metricsNeed.js';
import {
  pipelineRows, type ApiServiceRow, type MissingApiRow, type PipelineObjects,
} from '../../../src/core/pipeline/pipelineRow.js';
import { PENDING, unseen, type Seen } from '../../../src/core/kube/seen.js';
import { keptService } from '../../../src/core/pipeline/serviceLink.js';

const seen = <T>(...value: T[]): Seen<readonly T[]> => ({ kind: 'seen', value });
const hidden = unseen({ code: 'forbidden', message: 'no', access: { verb: 'list', group: '', resource: 'x' } });

function apiService(name: string, status: string, service?: NonNullable<ApiService['spec']>['service']): ApiService {
  const [version = '', ...group] = name.split('.');
  return {
    metadata: { name },
    spec: { group: group.join('.'), version, ...(service ? { service } : {}) },
    status: { conditions: [{ type: 'Available', status, reason: 'R', lastTransitionTime: 't' }] },
  };
}

const backend = { namespace: 'kube-system', name: 'ms', port: 443 };
const metrics = apiService('v1beta1.metrics.k8s.io', 'True', backend);
const service = keptService({
  metadata: { name: 'ms', namespace: 'kube-system' },
  spec: { selector: { app: 'ms' }, ports: [{ name: 'https', port: 443 }] },
});
const need = (name: string, ...types: string[]): ReturnType<typeof metricsNeed> => metricsNeed({
  metadata: { namespace: 'shop', name },
  spec: { scaleTargetRef: { kind: 'Deployment', name }, maxReplicas: 2, metrics: types.map(type => ({ type })) },
});

/** A cluster in which all is well; each case changes only what it is about. Notes what was looked up. */
function objects(change: Partial<PipelineObjects> = {}): PipelineObjects & { readonly lookedUp: string[] } {
  const lookedUp: string[] = [];
  const looked = <T>(what: string, value: T): T => {
    lookedUp.push(what);
    return value;
  };
  return {
    lookedUp,
    apiServices: () => [metrics],
    needs: () => seen(),
    services: (namespace, name) => looked(`service ${namespace}/${name}`, seen(service)),
    endpointSlices: (namespace, name) => looked(`slices ${namespace}/${name}`, seen()),
    pods: (namespace, selector) => looked(`pods ${namespace} ${selector}`, seen()),
    kubelets: () => looked('nodes', seen()),
    resources: (groupVersion, since) =>
      looked(`${groupVersion} ${since}`, { kind: 'seen', value: { list: [], atMs: 1 } }),
    ...change,
  };
}

const rowOf = (change: Partial<PipelineObjects>): ApiServiceRow => {
  const row = pipelineRows(objects(change)).find(({ kind }) => kind === 'apiService');
  assert.ok(row?.kind === 'apiService');
  return row;
};
const missing = (change: Partial<PipelineObjects>): MissingApiRow[] =>
  pipelineRows(objects(change)).filter(row => row.kind === 'missing');

describe('pipelineRows', () => {
  it('follows the chain behind a metrics API', () => {
    const cluster = objects();
    pipelineRows(cluster);
    assert.deepEqual(cluster.lookedUp, [
      'service kube-system/ms', 'slices kube-system/ms', 'pods kube-system app=ms', 'nodes', 'metrics.k8s.io/v1beta1 t',
    ]);
  });

  it('looks up nothing behind other APIs', () => {
    const cluster = objects({
      apiServices: () => [apiService('v1.', 'True'), apiService('v1.example.com', 'True', backend)],
    });
    pipelineRows(cluster);
    assert.deepEqual(cluster.lookedUp, []);
  });

  it('a chain of custom metrics ends at pods', () => {
    const cluster = objects({ apiServices: () => [apiService('v1beta2.custom.metrics.k8s.io', 'True', backend)] });
    const [row] = pipelineRows(cluster);
    assert.ok(cluster.lookedUp.includes('pods kube-system app=ms') && !cluster.lookedUp.includes('nodes'));
    assert.ok(row?.kind === 'apiService' && row.chain?.pods && !row.chain.kubelets);
  });

  it('nobody asks an API that is not available what it offers', () => {
    const cluster = objects({ apiServices: () => [apiService('v1beta1.metrics.k8s.io', 'False', backend)] });
    const [row] = pipelineRows(cluster);
    assert.ok(!cluster.lookedUp.some(what => what.startsWith('metrics.k8s.io/')));
    assert.ok(row?.kind === 'apiService' && row.resources === undefined && row.state === 'unavailable');
  });

  it('without a port it is 443', () => {
    const noPort = { namespace: backend.namespace, name: backend.name };
    const { chain } = rowOf({ apiServices: () => [apiService('v1beta1.metrics.k8s.io', 'True', noPort)] });
    assert.equal(chain?.port, 443);
  });

  it('a metrics API that the API server serves itself has no chain', () => {
    const row = rowOf({ apiServices: () => [apiService('v1beta1.metrics.k8s.io', 'True')] });
    assert.deepEqual([row.service, row.chain], ['Local', undefined]);
  });

  it('links that are hidden leave the others alone', () => {
    const { chain } = rowOf({ endpointSlices: () => hidden, kubelets: () => hidden });
    assert.deepEqual(
      [chain?.service.kind, chain?.endpoints.kind, chain?.pods?.kind, chain?.kubelets?.kind],
      ['seen', 'unseen', 'seen', 'unseen'],
    );
  });

  it('pods are hidden when the Service is: unseen is not absent', () => {
    assert.equal(rowOf({ services: () => hidden }).chain?.pods?.kind, 'unseen');
    assert.equal(rowOf({ services: () => PENDING }).chain?.pods?.kind, 'pending');
    assert.equal(rowOf({ services: () => seen() }).chain?.pods, undefined);
  });

  it('a Service without a selector says so', () => {
    const { chain } = rowOf({ services: () => seen({ ...service, selector: undefined }) });
    assert.deepEqual(chain?.pods, { kind: 'seen', value: { kind: 'noSelector' } });
  });

  it('bears an APIService that is nothing but a name', () => {
    const [row] = pipelineRows(objects({ apiServices: () => [{ metadata: { name: 'odd' } }] }));
    assert.ok(row?.kind === 'apiService');
    assert.deepEqual([row.name, row.group, row.version, row.service, row.available, row.state], [
      'odd', '', 'odd', 'Local', 'Unknown', 'unknown',
    ]);
  });
});

describe('APIs that nobody registered', () => {
  it('says who needs them', () => {
    const needs = seen(need('b', 'External'), need('a', 'External', 'Object'), need('c', 'Pods'));
    const rows = missing({ needs: () => needs });
    assert.deepEqual(rows.map(({ name, neededBy }) => [name, neededBy]), [
      ['custom.metrics.k8s.io', ['shop/a', 'shop/c']],
      ['external.metrics.k8s.io', ['shop/a', 'shop/b']],
    ]);
  });

  it('one that nobody needs is no row, but metrics.k8s.io always is', () => {
    assert.deepEqual(missing({}), []);
    const [row, ...others] = missing({ apiServices: () => [] });
    assert.deepEqual([row?.name, row?.neededBy, others], ['metrics.k8s.io', [], []]);
  });

  it('any version will do', () => {
    const apiServices = (): ApiService[] => [metrics, apiService('v1beta9.custom.metrics.k8s.io', 'False')];
    assert.deepEqual(missing({ apiServices, needs: () => seen(need('a', 'Pods')) }), []);
  });

  for (const needs of [hidden, PENDING]) {
    it(`says nothing of need when autoscalers are ${needs.kind}`, () => {
      const [row, ...others] = missing({ apiServices: () => [], needs: () => needs });
      assert.deepEqual([row?.name, row?.neededBy, others], ['metrics.k8s.io', undefined, []]);
    });
  }

  it('a metric of a type that we do not know needs nothing', () =>
    assert.deepEqual(need('a', 'Quantum', '', 'Resource', 'ContainerResource').groups, ['metrics.k8s.io']));
});
