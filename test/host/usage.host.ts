import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RowsEvent } from '../../src/cluster/clusterConnection.js';
import { podRations } from '../../src/core/metrics/podRations.js';
import { nodeUsageRow, podUsageRow, type UsagePart, type UsageRow } from '../../src/core/metrics/usageRow.js';
import { RowFilter } from '../../src/ui/models/rowFilter.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import { Scope } from '../../src/ui/models/scope.js';
import { UsageView } from '../../src/ui/models/usageView.js';
import type { RowTree, RowTreeNode } from '../../src/ui/trees/rowTree.js';
import { unseenDetails, unseenItem } from '../../src/ui/trees/unseenUsage.js';
import { nodeUsageDetails, podUsageDetails } from '../../src/ui/trees/usageDetails.js';
import { nodeUsageItem, podUsageItem } from '../../src/ui/trees/usageItems.js';
import { usageTree } from '../../src/ui/trees/usageTree.js';

const atMs = Date.parse('2026-11-25T00:00:00Z');
const timestamp = '2026-11-25T00:00:00Z';
const requests = { requests: { cpu: '500m', memory: '64Mi' }, limits: { cpu: '1' } };
const rations = podRations({ spec: { containers: [{ name: 'app', resources: requests }] } });

const pod = (name: string, cpu: string, namespace = 'shop'): UsageRow & { kind: 'pod' } => podUsageRow({
  metadata: { name, namespace }, timestamp, window: '15.282s',
  containers: [{ name: 'app', usage: { cpu, memory: '10241Ki' } }],
}, rations);
const labelOf = (item: vscode.TreeItem): string => item.accessibilityInformation?.label ?? '';
const nameOf = ({ label }: vscode.TreeItem): string => typeof label === 'string' ? label : label?.label ?? '';

describe('the row of a pod in Usage', () => {
  it('prints usage as kubectl top does, with the share of the request', () => {
    const item = podUsageItem(pod('web-1', '479000001n'), atMs + 9_000);
    assert.equal(item.description, '480m 96%   10Mi 15%');
    assert.equal(
      labelOf(item), 'web-1, cpu 480m, 96% of request 500m, 48% of limit 1, memory 10Mi, 15% of request 64Mi, no limit',
    );
    assert.equal(item.contextValue, 'podUsage');
    assert.ok(typeof item.tooltip === 'string' && item.tooltip.endsWith('9s ago, over 15.282s'));
  });

  it('looks stale when its sample is old, to the eye and to the ear', () => {
    const item = podUsageItem(pod('web-1', '480m'), atMs + 200_000);
    assert.equal(item.description, '3m old:   480m 96%   10Mi 15%');
    assert.match(labelOf(item), /^web-1, 3m old, cpu 480m/);
    assert.equal((item.iconPath as vscode.ThemeIcon).id, 'history');
  });

  it('has its containers below it, in words when opened', () => {
    const [container, sample] = podUsageDetails(pod('web-1', '480m'), atMs + 9_000);
    assert.deepEqual([container?.item.label, container?.item.description], ['app', '480m 96%   10Mi 15%']);
    assert.equal(container?.item.contextValue, 'containerUsage;object;logs;raw');
    assert.equal(container?.container, 'app');
    assert.deepEqual([container?.object?.namespace, container?.object?.name], ['shop', 'web-1']);
    assert.deepEqual(container?.children?.().map(({ item }) => `${nameOf(item)} ${item.description}`), [
      'cpu 480m, 96% of request 500m, 48% of limit 1', 'memory 10Mi, 15% of request 64Mi, no limit',
    ]);
    assert.match(String(sample?.item.description), /^9s ago, over 15\.282s, /);
  });
});

describe('the row of a node in Usage', () => {
  const metrics = { metadata: { name: 'n1' }, timestamp, window: '15s', usage: { cpu: '3', memory: '1Gi' } };

  it('prints what kubectl top nodes does', () => {
    const quantity = { form: 'int64', unscaled: 32n, exponent: 0, format: 'decimalSI' } as const;
    const facts = { cpu: quantity, memory: undefined, notReady: undefined };
    const item = nodeUsageItem(nodeUsageRow('n1', metrics, facts), atMs);
    assert.equal(item.description, '3000m 9%   1024Mi');
    assert.equal(labelOf(item), 'n1, cpu 3000m, 9% of allocatable 32, memory 1024Mi');
  });

  it('is unknown without a sample, and says when the node is not ready', () => {
    const notReady = { status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting' };
    const row = nodeUsageRow('n1', undefined, { cpu: undefined, memory: undefined, notReady });
    const item = nodeUsageItem(row, atMs);
    assert.equal(item.description, '<unknown>   NodeStatusUnknown');
    assert.equal(labelOf(item), 'n1, usage unknown, NodeStatusUnknown');
    const lines = nodeUsageDetails(row, atMs).map(line => `${nameOf(line.item)}: ${line.item.description}`);
    assert.deepEqual(lines, ['Ready: Unknown  NodeStatusUnknown  Kubelet stopped posting', 'Sample: none yet']);
  });
});

describe('what of usage was not seen', () => {
  const access = { verb: 'list', group: 'metrics.k8s.io', resource: 'nodes' } as const;
  const problem = { code: 'forbidden', message: 'no, says the cluster', access } as const;
  const unseen = (part: UsagePart) => ({ kind: 'unseen', id: 'u', part, problem }) as const;

  it('is said with the verb that is missing, and the role that would allow it', () => {
    const item = unseenItem(unseen('nodes'));
    assert.equal(labelOf(item), 'Nodes not seen, you may not list nodes.metrics.k8s.io');
    const lines = unseenDetails(unseen('nodes')).map(line => nameOf(line.item));
    assert.equal(lines[0], 'no, says the cluster');
    assert.ok(lines.includes('Copy the role that would allow it'), lines.join());
  });
});

/** The real tree, fed by hand. */
describe('sorting and filtering usage', () => {
  let store: RowStore<UsageRow>;
  let view: UsageView;
  let filter: RowFilter;
  let tree: RowTree<UsageRow>;
  let send: (event: RowsEvent<UsageRow>) => void;
  let fired: (RowTreeNode[] | undefined)[];
  let kept: Map<string, unknown>;

  beforeEach(async () => {
    kept = new Map();
    store = new RowStore();
    const memento: vscode.Memento = {
      keys: () => [...kept.keys()],
      get: (key: string, fallback?: unknown) => kept.get(key) ?? fallback,
      update: async (key: string, value: unknown) => { kept.set(key, value); },
    };
    view = new UsageView(memento);
    filter = new RowFilter();
    const kubeconfig = {
      currentContext: 'dev', contexts: [{ name: 'dev', cluster: 'dev', namespace: undefined }],
    };
    const connection = { ask: async () => kubeconfig, subscribe: () => assert.fail(), dispose: () => undefined };
    const scope = new Scope(connection as never, memento, async () => []);
    await scope.chooseNamespace(undefined, new AbortController().signal);
    tree = usageTree({ usage: store, usageView: view, filters: { usage: filter, autoscalers: filter }, scope });
    fired = [];
    tree.onDidChangeTreeData(nodes => fired.push(nodes));
    store.open(listener => {
      send = listener;
      return { retry: () => undefined, dispose: () => undefined };
    }, { fresh: true });
    await poll(pod('api', '100m'), pod('web', '300m'), pod('dns', '200m', 'kube-system'));
  });
  afterEach(() => {
    tree.dispose();
    store.dispose();
  });

  let polls = 0;
  /** One answer of the Metrics API, and the time in which a store tells of it. */
  async function poll(...rows: UsageRow[]): Promise<void> {
    fired = [];
    await change(...rows);
    polls += 1;
    send({ kind: 'synced', atMs: polls });
    await settle();
  }

  async function change(...rows: UsageRow[]): Promise<void> {
    send({ kind: 'changed', rows, removed: [] });
    await settle();
  }

  const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 80));

  function outline(parent?: RowTreeNode): string[] {
    return tree.getChildren(parent).flatMap(node => {
      if (node.kind === 'row') {
        return [node.id];
      }
      return node.kind === 'group' ? [`${nameOf(tree.getTreeItem(node))}:`, ...outline(node)] : [];
    });
  }

  it('has pods in their namespaces', () => {
    assert.deepEqual(outline(), [
      'Pods:', 'kube-system:', 'pod/kube-system/dns', 'shop:', 'pod/shop/api', 'pod/shop/web',
    ]);
  });

  it('by cpu has the highest first, says the namespace, and keeps the choice', async () => {
    await view.sortBy('cpu');
    tree.redraw();
    assert.deepEqual(outline(), ['Pods:', 'pod/shop/web', 'pod/kube-system/dns', 'pod/shop/api']);
    const node = tree.rowNode('pod/kube-system/dns');
    assert.ok(node);
    assert.match(String(tree.getTreeItem(node).description), / {3}kube-system$/);
    assert.deepEqual([...kept.values()].filter(value => value === 'cpu').length, 1);
  });

  it('moves rows once for each answer, when all of it is there, and they stay the same nodes', async () => {
    await view.sortBy('cpu');
    tree.redraw();
    const before = new Map(['api', 'web'].map(name => [name, tree.rowNode(`pod/shop/${name}`)]));
    await poll(pod('dns', '200m', 'kube-system'));
    outline(); // as the view does when it is told to draw
    fired = [];
    await change(pod('api', '900m'));
    assert.deepEqual(outline().slice(1), ['pod/shop/web', 'pod/kube-system/dns', 'pod/shop/api'], 'not yet');
    assert.deepEqual(fired, [[before.get('api')]], 'only the row that changed is drawn anew');
    await poll();
    assert.deepEqual(fired, [undefined], 'once');
    assert.deepEqual(outline().slice(1), ['pod/shop/api', 'pod/shop/web', 'pod/kube-system/dns']);
    for (const [name, node] of before) {
      assert.equal(tree.rowNode(`pod/shop/${name}`), node, 'so it keeps its place and its selection');
    }
  });

  it('by name moves nothing when numbers change', async () => {
    await poll(pod('api', '1'), pod('web', '2'), pod('dns', '3', 'kube-system'));
    assert.ok(fired.every(nodes => nodes !== undefined), 'the whole is not drawn anew');
  });

  it('shows what the filter matches', () => {
    filter.text = 'kube';
    tree.redraw();
    assert.deepEqual(outline(), ['Pods:', 'kube-system:', 'pod/kube-system/dns']);
    filter.text = 'nobody';
    tree.redraw();
    assert.deepEqual(outline(), []);
    filter.text = '';
    tree.redraw();
    assert.equal(outline().length, 6);
  });
});

describe('the commands of Usage', () => {
  it('sort, filter and clear without asking when they are told', async () => {
    const known = await vscode.commands.getCommands(true);
    for (const id of ['sortUsage', 'filterUsage', 'clearUsageFilter', 'filterAutoscalers', 'clearAutoscalersFilter']) {
      assert.ok(known.includes(`hpaScope.${id}`), id);
    }
    await vscode.commands.executeCommand('hpaScope.sortUsage', 'memory');
    await vscode.commands.executeCommand('hpaScope.filterUsage', 'web');
    await vscode.commands.executeCommand('hpaScope.clearUsageFilter');
    await vscode.commands.executeCommand('hpaScope.sortUsage', 'name');
  });
});
