import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RowsEvent } from '../../src/cluster/clusterConnection.js';
import type { ApiService } from '../../src/core/kube/apiService.js';
import { pipelineRows, type PipelineRow } from '../../src/core/pipeline/pipelineRow.js';
import { RowStore } from '../../src/ui/models/rowStore.js';
import { pipelineDetails, pipelineItem, pipelineTree } from '../../src/ui/trees/pipelineTree.js';
import type { RowTree, RowTreeNode } from '../../src/ui/trees/rowTree.js';
import { until } from '../helpers/until.js';
import {
  ago, apiService, backend, metricsApi, need, pipelineCluster, refused, seen, stopClock,
} from './pipelineCluster.js';
import { heardOf, iconOf, nameOf, textOf } from './treeText.js';
import { menuOf } from './menuOf.js';

const evil = '[click](command:evil) **bold** <img src=x> $(bug)';

function rowOf(...services: ApiService[]): PipelineRow {
  const [row] = pipelineRows(pipelineCluster({ apiServices: () => services }));
  return row ?? assert.fail('no row');
}

const tooltipOf = (item: vscode.TreeItem): vscode.MarkdownString =>
  item.tooltip instanceof vscode.MarkdownString ? item.tooltip : assert.fail(`no Markdown: ${item.tooltip}`);
const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

describe('the row of an APIService', () => {
  stopClock();

  const unavailable = {
    status: 'False', reason: 'MissingEndpoints', message: 'no addresses', lastTransitionTime: ago(9e6),
  };
  const cases: [name: string, row: PipelineRow, text: string, icon: string, heard: string][] = [
    ['is available', rowOf(metricsApi),
      'v1beta1.metrics.k8s.io: kube-system/metrics-server   True   3d', 'pass',
      'v1beta1.metrics.k8s.io, available, kube-system/metrics-server, Passed, age 3d'],
    ['is not, and why', rowOf(apiService('v1beta1.metrics.k8s.io', unavailable, backend)),
      'v1beta1.metrics.k8s.io: kube-system/metrics-server   False (MissingEndpoints)   3d', 'error',
      'v1beta1.metrics.k8s.io, not available, kube-system/metrics-server, MissingEndpoints, age 3d'],
    ['is not known to be', rowOf(apiService('v1beta1.metrics.k8s.io', { status: 'Unknown' }, backend)),
      'v1beta1.metrics.k8s.io: kube-system/metrics-server   Unknown   3d', 'question',
      'v1beta1.metrics.k8s.io, not known whether available, kube-system/metrics-server, age 3d'],
    ['nobody has looked at', rowOf(apiService('v1beta1.metrics.k8s.io', undefined, backend)),
      'v1beta1.metrics.k8s.io: kube-system/metrics-server   Unknown   3d', 'question',
      'v1beta1.metrics.k8s.io, not known whether available, kube-system/metrics-server, age 3d'],
    ['has no spec.service', rowOf(apiService('v1.apps', { status: 'True', reason: 'Local' })),
      'v1.apps: Local   True   3d', 'pass', 'v1.apps, available, Local, Local, age 3d'],
    ['has a null for it', rowOf(apiService('v1.apps', { status: 'True' }, null)),
      'v1.apps: Local   True   3d', 'pass', 'v1.apps, available, Local, age 3d'],
    ['names a Service by half', rowOf(apiService('v1.odd', { status: 'True' }, {})),
      'v1.odd: /   True   3d', 'pass', 'v1.odd, available, /, age 3d'],
    ['is nothing but a name', rowOf({ metadata: { name: 'odd' } }),
      'odd: Local   Unknown   <unknown>', 'question', 'odd, not known whether available, Local, age <unknown>'],
  ];
  for (const [name, row, text, icon, heard] of cases) {
    it(`that ${name}`, () => {
      const item = pipelineItem(row);
      assert.deepEqual([textOf(item), iconOf(item), heardOf(item)], [text, icon, heard]);
    });
  }

  it('says in its tooltip what the condition says, and since when', () => {
    const text = tooltipOf(pipelineItem(rowOf(apiService('v1beta1.metrics.k8s.io', unavailable, backend)))).value;
    assert.match(text, /^\*\*v1beta1\\\.metrics\\\.k8s\\\.io\*\*\n\nAvailable\\: False, MissingEndpoints, since /);
    assert.match(text, /\n\nno addresses$/);
    assert.match(tooltipOf(pipelineItem(rowOf(apiService('v1.apps')))).value, /Available\\: not looked at yet$/);
  });

  it('shows text from the cluster as text', () => {
    const row = rowOf(apiService(`v1.${evil}`, { status: 'False', reason: evil, message: evil }));
    const item = pipelineItem(row);
    const tooltip = tooltipOf(item);
    assert.ok(!tooltip.isTrusted && !tooltip.supportHtml && !tooltip.supportThemeIcons);
    const shown = '\\[click\\]\\(command\\:evil\\) \\*\\*bold\\*\\* \\<img src=x\\> \\$\\(bug\\)';
    assert.equal(tooltip.value.split(shown).length, 4, tooltip.value);
    assert.ok(!tooltip.value.replaceAll(shown, '').includes('evil'), tooltip.value);
    assert.equal(nameOf(item), `v1.${evil}`, 'a label is text to VS Code');
    assert.equal(typeof item.label, 'string', 'never a MarkdownString');
  });

  it('is opened by itself when a metrics API fails, and closed otherwise', () => {
    const stateOf = (row: PipelineRow): unknown => pipelineItem(row).collapsibleState;
    assert.equal(stateOf(rowOf(apiService('v1beta1.metrics.k8s.io', unavailable, backend))), Expanded);
    assert.equal(stateOf(rowOf(metricsApi)), Collapsed);
    assert.equal(stateOf(rowOf(apiService('v1.other', unavailable, backend))), Collapsed);
  });

  it('keeps its id when its state changes, so that it keeps its place', () => {
    const failing = rowOf(apiService('v1beta1.metrics.k8s.io', unavailable, backend));
    assert.equal(pipelineItem(rowOf(metricsApi)).id, pipelineItem(failing).id);
  });
});

describe('the row of an API that nobody registered', () => {
  const missing = (name: string, needs = seen<ReturnType<typeof need>>()): PipelineRow =>
    pipelineRows(pipelineCluster({ apiServices: () => [], needs: () => needs })).find(row => row.name === name)
      ?? assert.fail(`no row ${name}`);
  const external = (...names: string[]): PipelineRow =>
    missing('external.metrics.k8s.io', seen(...names.map(name => need(name, 'External'))));

  it('says who needs it, three by name', () => {
    const shown = [external('batch'), external('a', 'b'), external('d', 'c', 'b', 'a')].map(row => {
      const item = pipelineItem(row);
      assert.equal(heardOf(item), `${nameOf(item)}, ${String(item.description)}`);
      assert.equal(iconOf(item), 'error', 'somebody cannot scale for it');
      return item.description;
    });
    assert.deepEqual(shown, [
      'not registered; 1 HPA needs it: shop/batch',
      'not registered; 2 HPAs need it: shop/a, shop/b',
      'not registered; 4 HPAs need it: shop/a, shop/b, shop/c, …',
    ]);
  });

  it('has all who need it below it', () => {
    const row = external('d', 'c', 'b', 'a');
    assert.equal(pipelineItem(row).collapsibleState, Collapsed);
    assert.deepEqual(pipelineDetails(row).map(({ item }) => heardOf(item)), ['shop/a', 'shop/b', 'shop/c', 'shop/d']);
  });

  it('that nobody needs, or of which that is not known, says no more than that it is not there', () => {
    for (const needs of [seen<never>(), refused('horizontalpodautoscalers')]) {
      const row = missing('metrics.k8s.io', needs);
      const item = pipelineItem(row);
      assert.deepEqual([textOf(item), iconOf(item)], ['metrics.k8s.io: not registered', 'dash']);
      assert.equal(heardOf(item), 'metrics.k8s.io, not registered');
      assert.equal(item.collapsibleState, None);
      assert.deepEqual(pipelineDetails(row), []);
    }
  });

  it('has nothing in its menu, since there is no object', () => {
    const tree = treeOf([external('batch')]);
    const [node] = tree.getChildren();
    assert.ok(node);
    assert.equal(tree.getTreeItem(node).contextValue, 'missingApi');
    assert.deepEqual(menuOf(tree.getTreeItem(node)), []);
  });
});

let stores: RowStore<PipelineRow>[] = [];
let send: (event: RowsEvent<PipelineRow>) => void;

/** The real tree of these rows; it is drawn once the store has told of them. */
function treeOf(rows: readonly PipelineRow[]): RowTree<PipelineRow> {
  const pipeline = new RowStore<PipelineRow>();
  stores.push(pipeline);
  const state = { kind: 'ready', context: 'lab' };
  const tree = pipelineTree({ pipeline, scope: { state } } as unknown as Parameters<typeof pipelineTree>[0]);
  pipeline.open(listener => {
    send = listener;
    return { retry: () => undefined, dispose: () => undefined };
  }, { fresh: true });
  send({ kind: 'changed', rows, removed: [] });
  send({ kind: 'synced', atMs: 1 });
  return tree;
}

describe('the view of the pipeline', () => {
  const wellMeaning = ['v1.', 'v1.apps', 'v1beta1.metrics.k8s.io', 'v1beta1.custom.metrics.k8s.io', 'v1.batch'];
  const services = (status: (name: string) => string): ApiService[] =>
    wellMeaning.map(name => apiService(name, { status: status(name) }, name.includes('metrics') ? backend : undefined));
  const rows = (status: (name: string) => string = () => 'True'): PipelineRow[] => pipelineRows(pipelineCluster({
    apiServices: () => services(status), needs: () => seen(need('batch', 'External')),
  }));

  afterEach(() => {
    stores.forEach(store => store.dispose());
    stores = [];
  });

  const texts = (tree: RowTree<PipelineRow>, nodes: readonly RowTreeNode[]): string[] =>
    nodes.map(node => nameOf(tree.getTreeItem(node)));
  const othersOf = (tree: RowTree<PipelineRow>): RowTreeNode =>
    tree.getChildren().find(({ kind }) => kind === 'group') ?? assert.fail('no group');

  it('has the metrics APIs first, registered or needed, and all others in one group', () => {
    const tree = treeOf(rows());
    assert.deepEqual(texts(tree, tree.getChildren()), [
      'v1beta1.metrics.k8s.io', 'v1beta1.custom.metrics.k8s.io', 'external.metrics.k8s.io', 'Other API services',
    ]);
    assert.deepEqual(texts(tree, tree.getChildren(othersOf(tree))), ['v1.', 'v1.apps', 'v1.batch']);
  });

  it('has the group of the others closed until somebody opens it, with how they are, to be heard too', () => {
    const look = (status?: (name: string) => string): unknown[] => {
      const tree = treeOf(rows(status));
      const item = tree.getTreeItem(othersOf(tree));
      return [item.collapsibleState, textOf(item), heardOf(item)];
    };
    assert.deepEqual(look(), [Collapsed, 'Other API services: 3 available', 'Other API services, 3 available']);
    assert.deepEqual(look(name => name === 'v1.apps' ? 'False' : 'True'), [
      Collapsed, 'Other API services: 1 of 3 not available', 'Other API services, 1 of 3 not available',
    ]);
  });

  it('says in the group at once when one of the others fails, and it stays the same group', async () => {
    const tree = treeOf(rows());
    const group = othersOf(tree);
    tree.getChildren(group);
    await until('what was sent was told', () => stores[0]?.status.kind === 'live');
    await new Promise(resolve => setTimeout(resolve, 80)); // as long as a store waits for more
    const fired: unknown[] = [];
    tree.onDidChangeTreeData(nodes => fired.push(nodes));
    send({ kind: 'changed', rows: rows(name => name === 'v1.batch' ? 'False' : 'True'), removed: [] });
    await until('the view is drawn anew', () => fired.length > 0);
    assert.deepEqual(fired, [undefined], 'the whole: the group is no row');
    assert.equal(othersOf(tree), group, 'so it stays open');
    assert.equal(tree.getTreeItem(group).description, '1 of 3 not available');
  });

  it('redraws one row alone when nothing else is different', async () => {
    const tree = treeOf(rows());
    const [first] = tree.getChildren();
    await new Promise(resolve => setTimeout(resolve, 80));
    const fired: unknown[] = [];
    tree.onDidChangeTreeData(nodes => fired.push(nodes));
    const changed = rows(name => name === 'v1beta1.metrics.k8s.io' ? 'False' : 'True').slice(0, 3);
    send({ kind: 'changed', rows: changed.filter(({ name }) => name === 'v1beta1.metrics.k8s.io'), removed: [] });
    await until('something is drawn anew', () => fired.length > 0);
    assert.deepEqual(fired, [[first]]);
  });

  it('offers for an APIService its YAML, what it serves and the commands for both', () => {
    const tree = treeOf(rows());
    const [metrics] = tree.getChildren();
    const [core] = tree.getChildren(othersOf(tree));
    assert.ok(metrics?.kind === 'row' && core?.kind === 'row');
    assert.equal(tree.getTreeItem(metrics).contextValue, 'apiService;object;raw');
    assert.deepEqual(menuOf(tree.getTreeItem(metrics)), ['openLiveYaml', 'openRaw', 'copyKubectlCommand']);
    assert.equal(metrics.rawPath, '/apis/metrics.k8s.io/v1beta1');
    tree.getTreeItem(core);
    assert.equal(core.rawPath, '/api/v1', 'the core group has a place of its own');
    assert.equal(metrics.object?.name, 'v1beta1.metrics.k8s.io');
    assert.deepEqual(menuOf(tree.getTreeItem(othersOf(tree))), []);
  });

  it('asks for the paths of odd names as they are, escaped', () => {
    const odd = apiService('v1.a b', { status: 'True' });
    const tree = treeOf(pipelineRows(pipelineCluster({ apiServices: () => [odd] })));
    const [node] = tree.getChildren(othersOf(tree));
    assert.ok(node?.kind === 'row');
    tree.getTreeItem(node);
    assert.equal(node.rawPath, '/apis/a%20b/v1');
  });
});
