import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { rawDocument } from '../../../src/core/raw/rawDocument.js';
import { parseRawPath } from '../../../src/core/raw/rawPath.js';

/** The linked words of an answer, each with where it leads. */
function linksOf(request: string, answer: unknown, namespace?: string): string[] {
  const path = parseRawPath(request);
  assert.ok(path.ok);
  const { text, links } = rawDocument(JSON.stringify(answer), {
    path, namespace, showSecrets: false, maxLength: 1e6,
  });
  const lines = text.split('\n');
  return links.map(({ line, start, end, path: target }) => `${lines[line]?.slice(start, end)} ${target}`);
}

const resource = (name: string, namespaced: boolean, verbs = ['get', 'list']) => ({ name, namespaced, verbs });
const group = {
  name: 'apps',
  versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
  preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
};

describe('links of discovery', () => {
  it('the root and OpenAPI list paths; one that may not be asked for is none', () => {
    assert.deepEqual(
      linksOf('/', { paths: ['/api', '/apis/apps', '/api/v1/watch/pods', 'command:evil', 7] }),
      ['/api /api', '/apis/apps /apis/apps'],
    );
    assert.deepEqual(
      linksOf('/openapi/v3', { paths: { 'api/v1': { serverRelativeURL: '/openapi/v3/api/v1?hash=AB' } } }),
      ['/openapi/v3/api/v1?hash=AB /openapi/v3/api/v1?hash=AB'],
    );
  });

  it('versions and groups', () => {
    assert.deepEqual(linksOf('/api', { kind: 'APIVersions', versions: ['v1'] }), ['v1 /api/v1']);
    const links = ['apps /apis/apps', 'apps/v1 /apis/apps/v1', 'apps/v1 /apis/apps/v1'];
    assert.deepEqual(linksOf('/apis', { kind: 'APIGroupList', groups: [group] }), links);
    assert.deepEqual(linksOf('/apis/apps', { kind: 'APIGroup', ...group }), links);
  });

  const core = {
    kind: 'APIResourceList',
    groupVersion: 'forged/v9',
    resources: [
      resource('nodes', false), resource('pods', true), resource('pods/log', true, ['get']),
      resource('bindings', true, ['create']),
    ],
  };

  it('namespaced resources open the chosen namespace, and all; others as they are', () => {
    assert.deepEqual(linksOf('/api/v1', core, 'shop'), [
      'nodes /api/v1/nodes', 'pods /api/v1/namespaces/shop/pods', 'true /api/v1/pods',
    ]);
    assert.deepEqual(linksOf('/api/v1/', core), ['nodes /api/v1/nodes', 'pods /api/v1/pods', 'true /api/v1/pods']);
  });

  it('the metrics of an adapter', () => {
    const custom = {
      kind: 'APIResourceList',
      resources: [
        resource('pods/http_requests', true, ['get']), resource('namespaces/queue', false, ['get']),
        resource('ingresses.networking.k8s.io/rps', true, ['get']), resource('nodes/heat', false, ['get']),
        resource('pods/a%b', true, ['get']),
      ],
    };
    const prefix = '/apis/custom.metrics.k8s.io/v1beta2';
    assert.deepEqual(linksOf(prefix, custom, 'shop'), [
      `pods/http_requests ${prefix}/namespaces/shop/pods/*/http_requests`,
      `namespaces/queue ${prefix}/namespaces/shop/metrics/queue`,
      `ingresses.networking.k8s.io/rps ${prefix}/namespaces/shop/ingresses.networking.k8s.io/*/rps`,
      `nodes/heat ${prefix}/nodes/*/heat`,
    ]);
    const external = '/apis/external.metrics.k8s.io/v1beta1';
    const queue = { kind: 'APIResourceList', resources: [resource('queue depth', true, ['get'])] };
    assert.deepEqual(linksOf(external, queue, 'shop'), [`queue depth ${external}/namespaces/shop/queue%20depth`]);
    assert.deepEqual(linksOf(external, queue), [`queue depth ${external}/namespaces/default/queue%20depth`]);
  });
});

describe('links of lists', () => {
  const named = (name: string, namespace?: string) => ({ metadata: { name, ...(namespace ? { namespace } : {}) } });

  it('each object has the path of its list, its namespace and its name', () => {
    const pods = { kind: 'PodList', items: [named('web-1', 'shop'), named('db-0', 'data')] };
    const links = ['web-1 /api/v1/namespaces/shop/pods/web-1', 'db-0 /api/v1/namespaces/data/pods/db-0'];
    assert.deepEqual(linksOf('/api/v1/pods?limit=2', pods), links);
    assert.deepEqual(linksOf('/api/v1/namespaces/shop/pods', { ...pods, items: [pods.items[0]] }), links.slice(0, 1));
  });

  it('also of the Metrics API, and of what is in no namespace', () => {
    const prefix = '/apis/metrics.k8s.io/v1beta1';
    assert.deepEqual(
      linksOf(`${prefix}/pods`, { kind: 'PodMetricsList', items: [named('web-1', 'shop')] }),
      [`web-1 ${prefix}/namespaces/shop/pods/web-1`],
    );
    assert.deepEqual(
      linksOf(`${prefix}/nodes`, { kind: 'NodeMetricsList', items: [named('node1')] }),
      [`node1 ${prefix}/nodes/node1`],
    );
    assert.deepEqual(linksOf('/api/v1/namespaces', { kind: 'NamespaceList', items: [named('shop')] }), [
      'shop /api/v1/namespaces/shop',
    ]);
  });

  it('the next page, with the same query', () => {
    const page = { kind: 'PodList', metadata: { continue: 'a+b/c=' }, items: null };
    assert.deepEqual(linksOf('/api/v1/pods?limit=2&continue=old', page), [
      'a+b/c= /api/v1/pods?limit=2&continue=a%2Bb/c=',
    ]);
  });

  it('names that would leave the list lead nowhere', () => {
    const names = ['../../nodes', 'a/exec', '..', 'a%2fb', '', 'x#y', '$(icon)'];
    const odd = { kind: 'PodList', items: names.map(name => named(name, 'n')) };
    assert.deepEqual(linksOf('/api/v1/pods', odd), [
      'x#y /api/v1/namespaces/n/pods/x%23y', '$(icon) /api/v1/namespaces/n/pods/%24(icon)',
    ]);
  });

  it('one object, the values of a metric and a Status have none', () => {
    assert.deepEqual(linksOf('/api/v1/namespaces/a/pods/b', { kind: 'Pod', metadata: { name: 'b' } }), []);
    assert.deepEqual(linksOf('/apis/custom.metrics.k8s.io/v1beta2/namespaces/a/pods/*/rps', {
      kind: 'MetricValueList', items: [{ describedObject: { kind: 'Pod', name: 'b' }, metadata: { name: 'b' } }],
    }), []);
    assert.deepEqual(linksOf('/version', { kind: 'Status' }), []);
    assert.deepEqual(linksOf('/x', [{ kind: 'PodList' }, null, 1]), []);
  });

  it('stay in their lines when the answer is cut', () => {
    const path = parseRawPath('/api/v1/nodes');
    assert.ok(path.ok);
    const items = Array.from({ length: 500 }, (_, index) => named(`node-${index}`));
    const { text, links, language } = rawDocument(JSON.stringify({ kind: 'NodeList', items }), {
      path, namespace: undefined, showSecrets: false, maxLength: 3_000,
    });
    assert.equal(language, 'jsonc');
    const lines = text.split('\n');
    assert.match(lines[0] ?? '', /^\/\/ Cut: .* MiB/);
    assert.ok(links.length > 10 && links.length < 500);
    links.forEach(({ line, start, end, path: target }) =>
      assert.equal(`/api/v1/nodes/${lines[line]?.slice(start, end)}`, target));
  });
});
