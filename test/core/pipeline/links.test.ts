import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { endpointsLink, keptEndpointSlice, type Endpoint } from '../../../src/core/pipeline/endpointsLink.js';
import { kubeletOf, type Node } from '../../../src/core/pipeline/kubelet.js';
import { offeredResources } from '../../../src/core/pipeline/offeredResource.js';
import { pipelinePod } from '../../../src/core/pipeline/pipelinePod.js';
import { keptService, serviceLink, type Service, type ServiceLink } from '../../../src/core/pipeline/serviceLink.js';

const metadata = { name: 'ms', namespace: 'kube-system' };

describe('serviceLink', () => {
  const cases: [name: string, spec: Service['spec'] | undefined, link: ServiceLink][] = [
    ['it listens', { ports: [{ name: 'x', port: 80 }, { name: 'https', port: 443, targetPort: 'https' }] },
      { kind: 'listening', port: 443, portName: 'https', targetPort: 'https' }],
    ['on the same port of the pods', { ports: [{ port: 443 }] },
      { kind: 'listening', port: 443, portName: '', targetPort: '443' }],
    ['on other ports', { ports: [{ port: 80 }, { port: 8443 }] }, { kind: 'wrongPort', port: 443, ports: [80, 8443] }],
    ['on no port', { ports: null }, { kind: 'wrongPort', port: 443, ports: [] }],
    ['an ExternalName', { type: 'ExternalName', externalName: 'ms.example' },
      { kind: 'externalName', host: 'ms.example' }],
    ['without a spec', undefined, { kind: 'wrongPort', port: 443, ports: [] }],
  ];
  for (const [name, spec, link] of cases) {
    it(name, () => assert.deepEqual(serviceLink(keptService({ metadata, ...(spec ? { spec } : {}) }), 443), link));
  }
  it('it is not there', () => assert.deepEqual(serviceLink(undefined, 443), { kind: 'absent' }));
});

describe('the selector of a Service', () => {
  const selectorOf = (selector: Record<string, string> | null): string | undefined =>
    keptService({ metadata, spec: { selector } }).selector;
  it('is a query', () => assert.equal(selectorOf({ b: '2', 'a.b/c': '1' }), 'a.b/c=1,b=2'));
  it('none', () => assert.deepEqual([selectorOf(null), selectorOf({})], [undefined, undefined]));
});

describe('endpointsLink', () => {
  const at = (address: string, ready?: boolean): Endpoint =>
    ({ addresses: [address], ...(ready === undefined ? {} : { conditions: { ready } }) });
  const slice = (port: string, ...endpoints: Endpoint[]): ReturnType<typeof keptEndpointSlice> =>
    keptEndpointSlice({ metadata, endpoints, ports: [{ name: port, port: 10250 }] });
  const counts = (portName: string | undefined, ...slices: ReturnType<typeof slice>[]): number[] => {
    const { slices: all, slicesWithPort, ready, notReady } = endpointsLink(slices, portName);
    return [all, slicesWithPort, ready, notReady];
  };

  it('none', () => assert.deepEqual(counts('https'), [0, 0, 0, 0]));
  it('counts those behind the port', () => assert.deepEqual(
    counts('https', slice('https', at('1.1.1.1', true), at('1.1.1.2', false)), slice('http', at('1.1.1.3'))),
    [2, 1, 1, 1],
  ));
  it('an unset ready is ready', () => assert.deepEqual(counts('https', slice('https', at('1.1.1.1'))), [1, 1, 1, 0]));
  it('counts an address once', () => assert.deepEqual(
    counts('', slice('', at('1.1.1.1')), slice('', at('1.1.1.1', false))), [2, 2, 1, 0],
  ));
  it('any port will do when the Service is hidden', () => assert.deepEqual(
    counts(undefined, slice('https', at('1.1.1.1'))), [1, 1, 1, 0],
  ));
  it('null lists are empty', () => assert.deepEqual(
    counts('https', keptEndpointSlice({ metadata, endpoints: null, ports: null })), [1, 0, 0, 0],
  ));
  it('a port without a number serves nothing', () => assert.deepEqual(
    counts('', keptEndpointSlice({ metadata, endpoints: [at('1.1.1.1')], ports: [{ port: null }] })), [1, 0, 0, 0],
  ));
});

describe('kubeletOf', () => {
  const address = (...addresses: [type: string, address: string][]): Node['status'] =>
    ({ addresses: addresses.map(([type, text]) => ({ type, address: text })) });
  const cases: [name: string, status: Node['status'], address: string | undefined][] = [
    ['the internal address first', address(['Hostname', 'n1'], ['ExternalIP', '2.2.2.2'], ['InternalIP', '1.1.1.1']),
      '1.1.1.1:10250'],
    ['the first of several', address(['InternalIP', '1.1.1.1'], ['InternalIP', '1.1.1.2']), '1.1.1.1:10250'],
    ['then the external one', address(['Hostname', 'n1'], ['ExternalIP', '2.2.2.2']), '2.2.2.2:10250'],
    ['then the host name', address(['InternalDNS', 'n1.x'], ['Hostname', 'n1']), 'n1:10250'],
    ['IPv6 in brackets', address(['InternalIP', 'fd00::1']), '[fd00::1]:10250'],
    ['the port that the node tells', { ...address(['InternalIP', '1.1.1.1']),
      daemonEndpoints: { kubeletEndpoint: { Port: 10350 } } }, '1.1.1.1:10350'],
    ['a port of zero is none', { ...address(['InternalIP', '1.1.1.1']),
      daemonEndpoints: { kubeletEndpoint: { Port: 0 } } }, '1.1.1.1:10250'],
    ['no such address', address(['InternalDNS', 'n1.x']), undefined],
    ['no status', undefined, undefined],
  ];
  for (const [name, status, wanted] of cases) {
    it(name, () => {
      assert.equal(kubeletOf({ metadata: { name: 'n1' }, ...(status ? { status } : {}) }).address, wanted);
    });
  }

  it('says why the node is not Ready', () => {
    const conditions = [
      { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting' },
    ];
    const { isReady, words } = kubeletOf({ metadata: { name: 'n1' }, status: { conditions } });
    assert.deepEqual([isReady, words], [false, 'NodeStatusUnknown: Kubelet stopped posting']);
  });
});

describe('pipelinePod', () => {
  it('says what the status says, the most telling first', () => {
    const { words } = pipelinePod({
      metadata,
      status: {
        phase: 'Running',
        conditions: [
          { type: 'Initialized', status: 'True' },
          { type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'unready: [ms]' },
        ],
        containerStatuses: [{
          name: 'ms',
          state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' } },
          lastState: { terminated: { exitCode: 2, reason: 'Error', message: 'panic: no\n' } },
        }],
      },
    });
    assert.deepEqual(words, [
      'ms: CrashLoopBackOff: back-off 5m0s',
      'ms: Error, exit code 2: panic: no',
      'ContainersNotReady: unready: [ms]',
    ]);
  });

  it('says nothing about one that is well', () => assert.deepEqual(pipelinePod({
    metadata,
    status: {
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{
        name: 'ms', ready: true, state: { running: {} },
        lastState: { terminated: { exitCode: 0, reason: 'Completed' } },
      }],
    },
  }).words, []));
});

describe('offeredResources', () => {
  const pathOf = (groupVersion: string, name: string, namespaced: boolean, namespace?: string): string | undefined =>
    offeredResources({ resources: [{ name, namespaced }] }, groupVersion, namespace)[0]?.path;
  const cases: [
    groupVersion: string, name: string, namespaced: boolean, namespace: string | undefined, path: string,
  ][] = [
    ['metrics.k8s.io/v1beta1', 'nodes', false, 'shop', '/apis/metrics.k8s.io/v1beta1/nodes'],
    ['metrics.k8s.io/v1beta1', 'pods', true, 'shop', '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods'],
    ['metrics.k8s.io/v1beta1', 'pods', true, undefined, '/apis/metrics.k8s.io/v1beta1/pods'],
    ['custom.metrics.k8s.io/v1beta2', 'pods/rps', true, 'shop',
      '/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/pods/*/rps'],
    ['custom.metrics.k8s.io/v1beta2', 'ingresses.networking.k8s.io/rps', true, undefined,
      '/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/ingresses.networking.k8s.io/*/rps'],
    ['custom.metrics.k8s.io/v1beta2', 'nodes/load', false, 'shop',
      '/apis/custom.metrics.k8s.io/v1beta2/nodes/*/load'],
    ['custom.metrics.k8s.io/v1beta2', 'namespaces/rps', false, 'shop',
      '/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/metrics/rps'],
    ['external.metrics.k8s.io/v1beta1', 'queue depth?', true, 'shop',
      '/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue%20depth%3F'],
  ];
  for (const [groupVersion, name, namespaced, namespace, path] of cases) {
    it(path, () => assert.equal(pathOf(groupVersion, name, namespaced, namespace), path));
  }
  it('is sorted, and null is none', () => {
    const list = offeredResources({ resources: [{ name: 'b' }, { name: 'a' }, { name: 'B' }] }, 'x/v1', undefined);
    assert.deepEqual(list.map(({ name }) => name), ['B', 'a', 'b']);
    assert.deepEqual(offeredResources({ resources: null }, 'x/v1', undefined), []);
  });
});
