import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ClusterProblem } from '../../src/base/errors.js';
import type { Row } from '../../src/cluster/clusterConnection.js';
import { outlineOf, settle } from './fedTree.js';
import { stopClock } from './pipelineCluster.js';
import { block, heard, showAutoscalers, showPipeline, showUsage, type Shown } from './shownTrees.js';
import { autoscalers, live, noSamples, nothingSeen, usage } from './spokenCluster.js';
import { heardOf, nameOf } from './treeText.js';

describe('what a screen reader says of autoscalers', () => {
  stopClock();

  it('of each state', async () => {
    const outline = heard(await showAutoscalers());
    assert.deepEqual(outline.filter(line => !line.startsWith('    ')), [
      'namespace shop',
      '  disabled, 0 replicas, <none>, scaling is disabled, ScalingDisabled',
      '  failing, 1 replica, <none>, cannot scale, FailedGetScale',
      '  limited, 10 replicas, <none>, limited, TooManyReplicas',
      '  pending, 0 replicas, <none>, pending, not looked at yet',
      '  stabilized, 3 replicas, <none>, held, ScaleDownStabilized',
      '  steady, 3 replicas, <none>, steady',
      '  web, from 4 to 7 replicas, cpu: 92%/60%, <unknown>/10 + 1 more..., scaling',
      '  zero, 0 replicas, <none>, scaled to zero, AllMetricsZero',
    ]);
  });

  it('of everything below one', async () => {
    assert.deepEqual(block(heard(await showAutoscalers()), 'web,').slice(1), [
      '  Why 7, differs: the controller says 6, 3s ago',
      '    Because, its memory is unknown',
      '    cpu, 92% of request, target 60% makes 7',
      '      Ratio, 92/60 = 1.533, outside 0.9 to 1.1',
      '    Ledger, cpu, 1 ready, 1 missing',
      '      web-1, ready, 480m of 500m, 96%, sample 9s old, counts',
      '      web-2, missing, – of 500m, counted as 0, no sample, counted, but of Job/report, not of Deployment/web',
      '    Controller, flags assumed, memory known since TIME',
      '      version, 1.37, as seen in the cluster',
      '      tolerance, 0.1, assumed: the default',
      '  Target, Deployment/web, 2 to 10 replicas',
      '  Metrics, 3',
      '    cpu, resource cpu on pods  (as a percentage of request):  92% (460m) / 60%',
      '    rps, "rps" on pods:  <unknown> / 10',
      '    Quantum, <unknown metric type "Quantum">',
      '  Conditions, 1',
      '    AbleToScale, True, SucceededRescale, since 20m, so it is',
      '  Behavior, up 4 pods or 100% / 15 s; down never',
      '    Scale Up, 4 pods or 100% / 15 s',
      '      Stabilization Window, 0 seconds',
      '      Select Policy, Max',
      '      Policy, Type: Pods  Value: 4  Period: 15 seconds',
      '      Policy, Type: Percent  Value: 100  Period: 15 seconds',
      '      Tolerance, 50m',
      '    Scale Down, never',
      '      Stabilization Window, 60 seconds',
      '      Select Policy, Disabled',
      '      Policy, Type: Percent  Value: 100  Period: 15 seconds',
      '  Last scale, 15m ago TIME',
      '  Events, 2',
      '    FailedGetScale, Warning, 10m (x3 over 30m), so it was, horizontal-pod-autoscaler',
      '    Rescaled, Normal, 30m, so it was, horizontal-pod-autoscaler',
      '  Pods, 3',
      '    web-1, 1/1 ready, Running, 0 restarts, age 40m',
      '    web-2, 1/1 ready, Running, 0 restarts, age 40m, counted, but of Job/report, not of Deployment/web',
      '    web-3, 1/1 ready, Running, 0 restarts, age 40m, counted, but nobody\'s',
    ]);
  });

  it('of lines that are still empty, stay empty, or may not be read', async () => {
    const outline = heard(await showAutoscalers());
    const linesOf = (name: string): string[] =>
      [...block(block(outline, `${name},`), 'Events'), ...block(block(outline, `${name},`), 'Pods')];
    assert.deepEqual(linesOf('pending'), ['Events', '  Loading…', 'Pods', '  Loading…']);
    assert.deepEqual(linesOf('steady'), [
      'Events, 0', '  none: a cluster keeps them for about an hour',
      'Pods, 0', '  none: the selector of Deployment/steady finds no pod',
    ]);
    assert.deepEqual(linesOf('failing'), [
      'Events', '  You may not list events, events are forbidden',
      'Pods', '  You may not list targetPods, targetPods are forbidden',
    ]);
    assert.ok(block(outline, 'steady').includes('  Behavior, not set: up to twice as many or 4; down after 300 s'));
  });

  it('of a line that was closed for the sake of others, and of what is too much to show', async () => {
    const [like] = autoscalers.filter(({ name }) => name === 'steady');
    assert.ok(like);
    const many = Array.from({ length: 11 }, (_, index) => ({ ...like, id: `shop/hpa-${index}`, name: `hpa-${index}` }));
    const outline = heard(await showAutoscalers(many));
    assert.ok(outline.includes('      Too many are open: close it and open it again'), outline.join('\n'));

    const [event] = live['events'] ?? [];
    const lots = Array.from({ length: 103 }, (_, index) => ({ ...event, id: `event-${index}` }));
    const web = autoscalers.filter(({ name }) => name === 'web');
    const shown = heard(await showAutoscalers(web, { ...live, events: lots }));
    assert.equal(block(shown, 'Events, 103').at(-1), '  3 more');
  });
});

describe('what a screen reader says of usage', () => {
  stopClock();

  it('of pods and nodes, and of what of them was not seen', async () => {
    const pods = 'memory 10Mi, 15% of request 64Mi, no limit';
    assert.deepEqual(heard(await showUsage()), [
      'Pods',
      '  Requests not seen, you may not list pods',
      '    pods are forbidden',
      '    Without the pods there are no shares of request and limit, or old ones.',
      '    Copy the role that would allow it',
      '  namespace shop',
      `    fresh, cpu 480m, 96% of request 500m, 48% of limit 1, ${pods}`,
      `      app, cpu 480m, 96% of request 500m, 48% of limit 1, ${pods}`,
      '        cpu, 480m, 96% of request 500m, 48% of limit 1',
      '        memory, 10Mi, 15% of request 64Mi, no limit',
      '      Sample, Ns ago, over 15s TIME',
      '    pair, cpu 959m, no request in sidecar, no limit, memory 20Mi, no request in sidecar, no limit',
      `      app, cpu 480m, 96% of request 500m, no limit, ${pods}`,
      '        cpu, 480m, 96% of request 500m, no limit',
      '        memory, 10Mi, 15% of request 64Mi, no limit',
      '      sidecar, cpu 480m, no request, no limit, memory 10Mi, no request, no limit',
      '        cpu, 480m, no request, no limit',
      '        memory, 10Mi, no request, no limit',
      '      Whole pod, cpu 959m, no request in sidecar, no limit, memory 20Mi, no request in sidecar, no limit',
      '        cpu, 959m, no request in sidecar, no limit',
      '        memory, 20Mi, no request in sidecar, no limit',
      '      Sample, Ns ago, over 15s TIME',
      '    stale, 20m old, cpu 480m, memory 10Mi',
      '      app, cpu 480m, memory 10Mi',
      '        cpu, 480m',
      '        memory, 10Mi',
      '      Sample, 20m ago, over 15s TIME',
      'Nodes, 3, not all seen',
      '  Allocatable not seen, you may not list nodes',
      '    nodes are forbidden',
      '    Without the nodes there are no shares of allocatable, or old ones.',
      '    Copy the role that would allow it',
      '  n1, cpu 1000m, 25% of allocatable 4, memory 1024Mi, 12% of allocatable 8Gi',
      '    cpu, 1000m, 25% of allocatable 4',
      '    memory, 1024Mi, 12% of allocatable 8Gi',
      '    Sample, Ns ago, over 15s TIME',
      '  n2, usage unknown, NodeStatusUnknown',
      '    Ready, Unknown, NodeStatusUnknown, Kubelet stopped posting',
      '    cpu, <unknown>, allocatable 4',
      '    memory, <unknown>, allocatable 8Gi',
      '    Sample, none yet',
      '  n3, 20m old, cpu 1000m, memory 1024Mi',
      '    cpu, 1000m',
      '    memory, 1024Mi',
      '    Sample, 20m ago, over 15s TIME',
    ]);
  });

  it('of a pod in a list of all namespaces', async () => {
    const row = heard(await showUsage(usage, 'cpu')).find(line => line.includes('fresh,'));
    assert.match(row ?? '', /^ {2}fresh, shop, cpu /);
  });

  it('of each part that can be hidden', async () => {
    const outline = heard(await showUsage(nothingSeen)).filter(line => !line.startsWith('    '));
    assert.deepEqual(outline, [
      'Pods', '  Pods not seen, you may not list pods.metrics.k8s.io', '  Requests not seen, you may not list pods',
      'Nodes, not all seen', '  Allocatable not seen, you may not list nodes', '  Nodes not seen, no endpoints',
    ]);
  });

  it('of pods that nobody has measured', async () => {
    const shown = [undefined, 0, 1, 7].map(async running => heard(await showUsage([noSamples(running)])));
    assert.deepEqual((await Promise.all(shown)).map(([, row]) => row), [
      '  No samples', '  No pod runs here', '  No samples, 1 pod runs, not measured',
      '  No samples, 7 pods run, none is measured',
    ]);
  });
});

describe('what a screen reader says of the pipeline', () => {
  stopClock();

  it('of the chain, of what is missing and of the others', async () => {
    assert.deepEqual(heard(await showPipeline()), [
      'v1beta1.metrics.k8s.io, available, kube-system/metrics-server, Passed, age 3d',
      '  Available, True, Passed',
      '  Service, metrics-server, port 443 to https',
      '  EndpointSlices, 1, 1 ready address',
      '  Pods, 0 of 1 ready',
      '    ms-2, 1/1 ready, Running, 0 restarts, age 85m, ContainersNotReady: not ready: [ms]',
      '      ContainersNotReady: not ready: [ms]',
      '  Kubelets, 2 of 2 nodes Ready',
      '    n1, 192.0.2.72:10250',
      '    n2, no address of type InternalIP, ExternalIP or Hostname',
      '  Resources, 2, read TIME',
      '    nodes, of the cluster',
      '    pods, in namespaces',
      'external.metrics.k8s.io, not registered; 1 HPA needs it: shop/batch',
      '  shop/batch',
      'Other API services, 1 of 1 not available',
      '  v1.shop.example, not available, kube-system/metrics-server, ServiceNotFound, age 3d',
      '    Available, False, ServiceNotFound',
    ]);
  });
});

const forbidden = (resource: string, namespace?: string): ClusterProblem => ({
  code: 'forbidden', message: `${resource} is forbidden`,
  access: { verb: 'list', group: 'autoscaling', resource, ...(namespace === undefined ? {} : { namespace }) },
});

describe('what a screen reader says of a cluster that fails', () => {
  it('what is wrong, what helps, when it is tried again, and that rows are old', async () => {
    const { fed, tree } = await showUsage([noSamples(0)]);
    const problem: ClusterProblem = { code: 'unreachable', message: 'connection refused' };
    fed.send({ kind: 'failed', problem, retryAtMs: Date.now() + 30_000 });
    await settle();
    const hint = 'Check the network, the VPN and the server in the kubeconfig.';
    assert.deepEqual(heard({ fed, tree }), [
      `lab does not answer, connection refused, ${hint}, The rows below are from before., next try TIME`,
      '  connection refused',
      `  Retry, ${hint}`,
      'Pods',
      '  No pod runs here',
    ]);
  });

  it('which right is missing, and the ways out', async () => {
    const { fed, tree } = await showUsage([]);
    fed.send({ kind: 'failed', problem: forbidden('horizontalpodautoscalers', 'shop'), retryAtMs: Infinity });
    await settle();
    assert.deepEqual(heard({ fed, tree }), [
      'You may not list horizontalpodautoscalers.autoscaling in shop, horizontalpodautoscalers is forbidden, '
        + 'Choose a namespace in which you have this right.',
      '  horizontalpodautoscalers is forbidden',
      '  Choose another namespace…, Choose a namespace in which you have this right.',
      '  Copy the role that would allow it',
    ]);
  });

  it('that rows may not be watched', async () => {
    const { fed, tree } = await showUsage([noSamples(0)]);
    fed.send({ kind: 'synced', atMs: 1, unwatched: forbidden('horizontalpodautoscalers') });
    await settle();
    assert.deepEqual(heard({ fed, tree }).slice(0, 3), [
      'May not watch, listed again every 30 s', '  horizontalpodautoscalers is forbidden',
      '  Copy the role that would allow it',
    ]);
  });
});

/** So that a new kind of row cannot come without a word about how it sounds. */
describe('every kind of row that the sources name', () => {
  const folder = path.join(
    vscode.extensions.getExtension('hpa-scope.hpa-scope')?.extensionPath ?? '', 'src', 'ui', 'trees',
  );
  const source = readdirSync(folder).map(name => readFileSync(path.join(folder, name), 'utf8')).join('\n');
  const found = (pattern: RegExp): string[] => [...new Set([...source.matchAll(pattern)].map(([, text = '']) => text))];
  const items: vscode.TreeItem[] = [];

  before(async () => {
    const keep = <T extends Row>({ tree }: Shown<T>): unknown => outlineOf(tree, item => String(items.push(item)));
    keep(await showAutoscalers());
    keep(await showPipeline());
    keep(await showUsage());
    const failing = await showUsage([noSamples(1)]);
    failing.fed.send({ kind: 'synced', atMs: 1, unwatched: forbidden('pods') });
    await settle();
    keep(failing);
    failing.fed.send({ kind: 'failed', problem: forbidden('pods'), retryAtMs: Infinity });
    await settle();
    keep(failing);
  });

  it('is among those that are heard here', () => {
    const kinds = new Set(items.map(({ contextValue = '' }) => contextValue.split(';')[0]));
    const named = found(/contextValue(?::| =) '(\w+)'/g);
    assert.ok(named.length > 15, named.join());
    assert.deepEqual(named.filter(kind => !kinds.has(kind)), []);
  });

  it('by its id too, where it has no kind of its own', () => {
    const elsewhere = ['/more', '/tooMany']; // tested above: it takes many rows to see them
    const ids = items.map(({ id = '' }) => id);
    const patterns = found(/[`'](\$\{[\w.]+\}\/[^`'\s]+|(?:problem|unwatched)\/\w+)[`']/g)
      .filter(text => !elsewhere.some(end => text.endsWith(end)));
    assert.ok(patterns.length > 25, patterns.join());
    assert.deepEqual(patterns.filter(text => {
      const pattern = new RegExp(`^${text.split(/\$\{[^}]+\}/).join('.+')}$`);
      return !ids.some(id => pattern.test(id));
    }), []);
  });

  it('begins with its name, and has no sign that only an eye understands', () => {
    for (const item of items) {
      const text = heardOf(item);
      const named = [nameOf(item), `namespace ${nameOf(item)}`].some(name => text.startsWith(name));
      assert.ok(nameOf(item) !== '' && named, text);
      assert.doesNotMatch(text, /→|undefined|\[object| {3}|… /, text);
    }
  });
});
