import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pipelineRows, type PipelineObjects } from '../../src/core/pipeline/pipelineRow.js';
import type { DetailNode } from '../../src/ui/trees/detailNode.js';
import { pipelineDetails } from '../../src/ui/trees/pipelineTree.js';
import { menuOf } from './menuOf.js';
import {
  ago, apiService, backend, metricsApi, node, offered, pending, pipelineCluster, pod, readAtMs, refused, seen, service,
  slice, stopClock,
} from './pipelineCluster.js';
import { allBelow, heardOf, iconOf, nameOf, textOf } from './treeText.js';

type Change = Partial<PipelineObjects>;

/** The lines below the first APIService of a cluster. */
function linesOf(change: Change = {}): readonly DetailNode[] {
  const row = pipelineRows(pipelineCluster(change)).find(({ kind }) => kind === 'apiService');
  return row ? pipelineDetails(row) : assert.fail('no row');
}

function lineOf(label: string, change: Change = {}): DetailNode {
  return linesOf(change).find(({ item }) => item.label === label) ?? assert.fail(`no line ${label}`);
}

const labels = (nodes: readonly DetailNode[]): string[] => nodes.map(({ item }) => nameOf(item));
const below = (label: string, change: Change = {}): readonly DetailNode[] => lineOf(label, change).children?.() ?? [];
const readAt = new Date(readAtMs).toLocaleTimeString();
const custom = apiService('v1beta1.custom.metrics.k8s.io', { status: 'True' }, backend);
const local = apiService('v1beta1.metrics.k8s.io', { status: 'True' });

describe('the chain behind an APIService', () => {
  it('has a line for each link, down to the kubelets', () => {
    assert.deepEqual(linesOf().map(({ item }) => textOf(item)), [
      'Available: True  Passed',
      'Service: metrics-server:443 → https',
      'EndpointSlices: 1, 1 ready address',
      'Pods: 1 of 1 ready',
      'Kubelets: 1 of 1 nodes Ready',
      `Resources: 2, read ${readAt}`,
    ]);
  });

  it('ends at the pods behind an adapter, which offers metrics', () =>
    assert.deepEqual(labels(linesOf({ apiServices: () => [custom] })), [
      'Available', 'Service', 'EndpointSlices', 'Pods', 'Metrics',
    ]));

  it('is not there without a spec.service: the API server answers by itself', () =>
    assert.deepEqual(labels(linesOf({ apiServices: () => [local] })), ['Available', 'Resources']));

  it('is not there below other APIs', () =>
    assert.deepEqual(labels(linesOf({ apiServices: () => [apiService('v1.x', { status: 'True' }, backend)] })), [
      'Available',
    ]));

  it('says no pods where there is no Service: nothing says which are meant', () =>
    assert.deepEqual(labels(linesOf({ services: () => seen() })), [
      'Available', 'Service', 'EndpointSlices', 'Kubelets', 'Resources',
    ]));

  const cases: [label: string, name: string, change: Change, description: string, icon: string][] = [
    ['Service', 'is not there', { services: () => seen() }, 'metrics-server not found', 'error'],
    ['Service', 'listens on another port',
      { services: () => seen(service({ ports: [{ port: 80 }, { port: 8443 }] })) },
      'metrics-server is not listening on port 443, only on 80, 8443', 'error'],
    ['Service', 'has no ports', { services: () => seen(service({ ports: null })) },
      'metrics-server has no ports', 'error'],
    ['Service', 'is an ExternalName',
      { services: () => seen(service({ type: 'ExternalName', externalName: 'ms.example' })) },
      'metrics-server → ExternalName ms.example', 'info'],
    ['EndpointSlices', 'is none', { endpointSlices: () => seen() }, 'none', 'error'],
    ['EndpointSlices', 'has none with the port',
      { endpointSlices: () => seen(slice({ '10.0.0.1': true }, 'http')) }, '1, none with the port "https"', 'error'],
    ['EndpointSlices', 'has no ready address',
      { endpointSlices: () => seen(slice({ '10.0.0.1': false })) }, '1, no ready address', 'error'],
    ['EndpointSlices', 'has some that are not ready',
      { endpointSlices: () => seen(slice({ '10.0.0.1': true, '10.0.0.2': true, '10.0.0.3': false })) },
      '1, 2 ready addresses, 1 not ready', 'pass'],
    ['Pods', 'is none', { pods: () => seen() }, 'none with app=metrics-server', 'error'],
    ['Pods', 'is none that is ready', { pods: () => seen(pod('a', { conditions: null })) }, '0 of 1 ready', 'error'],
    ['Pods', 'is ready in part', { pods: () => seen(pod('a'), pod('b', { conditions: null })) },
      '1 of 2 ready', 'pass'],
    ['Pods', 'is not selected', { services: () => seen(service({ selector: null })) },
      'the Service has no selector', 'info'],
    ['Pods', 'hides behind a Service that was not seen', { services: () => refused('services') },
      'not seen: the Service that selects them was not seen', 'eye-closed'],
    ['Kubelets', 'is none', { kubelets: () => seen() }, 'no nodes', 'error'],
    ['Kubelets', 'is of nodes that are not Ready',
      { kubelets: () => seen(node('a', { conditions: null }), node('b', { conditions: null })) },
      '0 of 2 nodes Ready', 'error'],
    ['Kubelets', 'is well in part: no claim about what it answers',
      { kubelets: () => seen(node('a'), node('b', { conditions: null })) }, '1 of 2 nodes Ready', 'info'],
    ['Resources', 'is none', { resources: () => offered() }, `0, read ${readAt}`, 'list-unordered'],
    ['Resources', 'is not asked of an API that is not available',
      { apiServices: () => [apiService('v1beta1.metrics.k8s.io', { status: 'False' }, backend)] },
      'not asked: not available', 'circle-slash'],
  ];
  for (const [label, name, change, description, icon] of cases) {
    it(`${label}: one that ${name}`, () => {
      const { item } = lineOf(label, change);
      assert.deepEqual([item.description, iconOf(item)], [description, icon]);
      assert.equal(heardOf(item), `${label}, ${description.replace(' →', ',')}`);
    });
  }

  const links: [label: string, part: keyof PipelineObjects, resource: string][] = [
    ['Service', 'services', 'services'], ['EndpointSlices', 'endpointSlices', 'endpointslices'],
    ['Pods', 'pods', 'pods'], ['Kubelets', 'kubelets', 'nodes'], ['Resources', 'resources', 'x'],
  ];
  for (const [label, part, resource] of links) {
    it(`${label}: unseen is not absent, and pending is neither`, () => {
      const look = (change: Change): unknown[] => {
        const { item, children } = lineOf(label, change);
        return [item.description, iconOf(item), children, heardOf(item)];
      };
      assert.deepEqual(look({ [part]: () => refused(resource) }), [
        `not seen: forbidden (list ${resource} in kube-system)`, 'eye-closed', undefined,
        `${label}, not seen: forbidden (list ${resource} in kube-system)`,
      ]);
      assert.deepEqual(look({ [part]: () => pending }), [
        'not read yet', 'loading', undefined, `${label}, not read yet`,
      ]);
    });
  }
});

describe('the condition of an APIService', () => {
  stopClock();

  const lineWith = (condition?: Parameters<typeof apiService>[1]): vscode.TreeItem =>
    lineOf('Available', { apiServices: () => [apiService('v1.x', condition, backend)] }).item;

  it('says status, reason, since when, and the message, as text', () => {
    const message = '**no** [way](command:x)';
    const item = lineWith({ status: 'False', reason: 'FailedDiscoveryCheck', message, lastTransitionTime: ago(9e6) });
    assert.equal(item.description, `False  FailedDiscoveryCheck  150m  ${message}`);
    assert.equal(heardOf(item), `Available, False, FailedDiscoveryCheck, since 150m, ${message}`);
    assert.equal(typeof item.tooltip, 'string', 'text of the cluster is never Markdown');
    assert.equal(iconOf(item), 'error');
  });

  it('says that it is not known', () => {
    assert.deepEqual([textOf(lineWith()), iconOf(lineWith())], ['Available: not looked at yet', 'info']);
    assert.deepEqual([textOf(lineWith({ status: 'Unknown' })), iconOf(lineWith())], ['Available: Unknown', 'info']);
  });
});

describe('the objects at the end of the chain', () => {
  stopClock();

  const crashing = pod('ms-2', {
    conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'not ready: [ms]' }],
    containerStatuses: [{
      name: 'metrics-server', ready: false, restartCount: 4,
      state: { waiting: { reason: 'CrashLoopBackOff', message: '**back-off** <b>5m0s</b>' } },
      lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: ago(20.5 * 60_000) } },
    }],
  });

  it('a pod has the columns of kubectl, and its menu', () => {
    const [line] = below('Pods');
    assert.ok(line);
    assert.equal(textOf(line.item), 'metrics-server-1: 1/1   Running   0   85m');
    assert.equal(heardOf(line.item), 'metrics-server-1, 1/1 ready, Running, 0 restarts, age 85m');
    assert.equal(line.item.contextValue, 'pipelinePod;object;logs;raw');
    assert.deepEqual(menuOf(line.item), ['openLiveYaml', 'openRaw', 'showLogs', 'copyKubectlCommand']);
    assert.deepEqual(line.object, {
      apiVersion: 'v1', plural: 'pods', kind: 'Pod', namespace: 'kube-system', name: 'metrics-server-1',
    });
    assert.equal(line.children, undefined);
  });

  it('a pod that is not well says why, and is shown at once', () => {
    const change = { pods: () => seen(crashing) };
    const [line] = below('Pods', change);
    assert.ok(line);
    const words = 'metrics-server: CrashLoopBackOff: **back-off** <b>5m0s</b>';
    assert.equal(line.item.description, `0/1   CrashLoopBackOff   4 (20m ago)   85m   ${words}`);
    assert.equal(heardOf(line.item), `ms-2, 0/1 ready, CrashLoopBackOff, 4 (20m ago) restarts, age 85m, ${words}`);
    assert.equal(iconOf(line.item), 'warning');
    assert.equal(typeof line.item.tooltip, 'string');
    assert.deepEqual(line.children?.().map(({ item }) => heardOf(item)), [
      words, 'metrics-server: Error, exit code 1', 'ContainersNotReady: not ready: [ms]',
    ]);
    assert.equal(lineOf('Pods', change).item.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
  });

  it('a node has its address, and its menu', () => {
    const [line] = below('Kubelets');
    assert.ok(line);
    assert.equal(textOf(line.item), 'node1: 192.0.2.72:10250');
    assert.equal(heardOf(line.item), 'node1, 192.0.2.72:10250');
    assert.equal(line.item.contextValue, 'pipelineNode;object;raw');
    assert.deepEqual(menuOf(line.item), ['openLiveYaml', 'openRaw', 'copyKubectlCommand']);
  });

  it('a node that is not Ready says why; one without an address has none to dial', () => {
    const ready = { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting' };
    const lines = below('Kubelets', {
      kubelets: () => seen(node('a', { conditions: [ready] }), node('b', { addresses: null })),
    }).map(({ item }) => [item.description, heardOf(item), iconOf(item)]);
    const noAddress = 'no address of type InternalIP, ExternalIP or Hostname';
    assert.deepEqual(lines, [
      ['192.0.2.72:10250   NotReady   NodeStatusUnknown: Kubelet stopped posting',
        'a, 192.0.2.72:10250, NotReady, NodeStatusUnknown: Kubelet stopped posting', 'warning'],
      [noAddress, `b, ${noAddress}`, 'warning'],
    ]);
  });

  it('a metric leads to its values when it is chosen', () => {
    const lines = below('Resources');
    assert.deepEqual(lines.map(({ item }) => heardOf(item)), ['nodes, of the cluster', 'pods, in namespaces']);
    const [, { item } = assert.fail()] = lines;
    assert.equal(item.contextValue, 'offeredResource;raw');
    assert.deepEqual(menuOf(item), ['openRaw', 'copyKubectlCommand']);
    assert.deepEqual([item.command?.command, item.command?.arguments], [
      'hpaScope.openRaw', ['/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods'],
    ]);
  });

  it('the Service has a menu when it is there', () => {
    assert.deepEqual(menuOf(lineOf('Service').item), ['openLiveYaml', 'openRaw', 'copyKubectlCommand']);
    assert.deepEqual(menuOf(lineOf('Service', { services: () => seen() }).item), []);
  });

  it('have ids that no other line has, whatever their names', () => {
    const change: Change = {
      apiServices: () => [metricsApi, custom],
      pods: () => seen(crashing, pod('node1'), pod('$(bug) <b>/..')),
      kubelets: () => seen(node('node1'), node('$(bug) <b>/..')),
      resources: () => offered({ name: 'node1', namespaced: true }, { name: 'pods/node1', namespaced: true }),
    };
    const lines = pipelineRows(pipelineCluster(change)).flatMap(row => allBelow(pipelineDetails(row)));
    const ids = lines.map(({ item }) => item.id ?? '');
    assert.ok(ids.length > 20 && ids.every(Boolean), String(ids.length));
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(lines.every(({ item }) => typeof item.tooltip === 'string'), 'never Markdown');
  });
});
