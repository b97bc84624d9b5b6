import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Row, RowsEvent } from '../../src/cluster/clusterConnection.js';
import { autoscalerRow } from '../../src/core/hpa/autoscalerRow.js';
import type { HorizontalPodAutoscaler } from '../../src/core/kube/hpa.js';
import { targetPodRow } from '../../src/core/hpa/targetPodRow.js';
import { eventRow } from '../../src/core/kube/event.js';
import { autoscalerDetails } from '../../src/ui/trees/autoscalerDetails.js';
import { eventLine, podLine } from '../../src/ui/trees/autoscalerLive.js';
import { autoscalerItem } from '../../src/ui/trees/autoscalerTree.js';
import type { DetailNode } from '../../src/ui/trees/detailNode.js';
import { failingBadge } from '../../src/ui/trees/failingBadge.js';
import { LiveDetails } from '../../src/ui/trees/liveDetails.js';
import type { RowTreeNode } from '../../src/ui/trees/rowTree.js';
import { until } from '../helpers/until.js';

/** At 4 replicas, wanting 7; each case changes only what it is about. */
function hpa(status: Partial<NonNullable<HorizontalPodAutoscaler['status']>> = {}): HorizontalPodAutoscaler {
  return {
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [{
        type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
      }],
    },
    status: {
      currentReplicas: 4,
      desiredReplicas: 7,
      currentMetrics: [{
        type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 92, averageValue: '460m' } },
      }],
      conditions: [{ type: 'AbleToScale', status: 'True', reason: 'SucceededRescale' }],
      ...status,
    },
  };
}

const failing = {
  type: 'ScalingActive', status: 'False', reason: 'FailedGetPodsMetric',
  message: '[click](command:evil) **bold** <img src=x> $(bug)',
};

const textOf = (tooltip: vscode.TreeItem['tooltip']): string =>
  tooltip instanceof vscode.MarkdownString ? tooltip.value : tooltip ?? '';

/** A view of one row in one group, and a connection that counts what is open. */
class World {
  readonly expanded = new vscode.EventEmitter<{ element: RowTreeNode }>();
  readonly collapsed = new vscode.EventEmitter<{ element: RowTreeNode }>();
  readonly visibility = new vscode.EventEmitter<{ visible: boolean }>();
  readonly redrawn: string[] = [];
  open: ((event: RowsEvent<Row>) => void)[] = [];
  readonly live: LiveDetails;
  readonly #attached: vscode.Disposable;

  constructor() {
    const never = new vscode.EventEmitter<void>().event;
    const state = { kind: 'ready', context: 'lab', target: { kubeconfigFiles: [] } };
    const subscribe = (_name: string, _target: unknown, listener: (event: RowsEvent<Row>) => void): object => {
      this.open.push(listener);
      return { dispose: () => { this.open = this.open.filter(other => other !== listener); } };
    };
    const services = { connection: { subscribe }, scope: { state, onDidChange: never }, onDidAskRefresh: never };
    this.live = new LiveDetails(services as unknown as ConstructorParameters<typeof LiveDetails>[0]);
    const view = {
      visible: true,
      onDidExpandElement: this.expanded.event,
      onDidCollapseElement: this.collapsed.event,
      onDidChangeVisibility: this.visibility.event,
    };
    this.#attached = this.live.attach(view as unknown as vscode.TreeView<RowTreeNode>, {
      rowNode: id => ({ kind: 'row', id }),
      getParent: node => node.kind === 'row' ? { kind: 'group', path: '/shop' } : undefined,
      redrawDetail: (_rowId, detailId) => this.redrawn.push(detailId),
    });
  }

  line(): DetailNode {
    return this.live.node({
      id: 'line', rowId: 'row', label: 'Events', icon: 'bell', collection: 'events', empty: 'nothing',
      subject: { namespace: 'shop', name: 'web' },
      draw: rows => rows.map(({ id }) => ({ kind: 'detail', item: new vscode.TreeItem(id) })),
    });
  }

  send(event: RowsEvent<Row>): void {
    this.open.forEach(listener => listener(event));
  }

  dispose(): void {
    this.#attached.dispose();
  }
}

describe('the row of an autoscaler', () => {
  it('answers the first question by itself', () => {
    const item = autoscalerItem(autoscalerRow(hpa()));
    assert.equal(item.label, 'web');
    assert.equal(item.description, '4 → 7   cpu: 92%/60%');
  });

  it('says one number when nothing is to change', () => {
    const item = autoscalerItem(autoscalerRow(hpa({ desiredReplicas: 4 })));
    assert.equal(item.description, '4   cpu: 92%/60%');
  });

  it('says to a screen reader what the icon says to the eye', () => {
    const spoken = autoscalerItem(autoscalerRow(hpa({ conditions: [failing] }))).accessibilityInformation?.label;
    assert.equal(spoken, 'web, from 4 to 7 replicas, cpu: 92%/60%, cannot scale, FailedGetPodsMetric');
  });

  it('shows text from the cluster as text', () => {
    const item = autoscalerItem(autoscalerRow(hpa({ conditions: [failing] })));
    const tooltip = textOf(item.tooltip);
    assert.ok(item.tooltip instanceof vscode.MarkdownString && !item.tooltip.isTrusted && !item.tooltip.supportHtml);
    assert.ok(tooltip.includes('\\[click\\]\\(command\\:evil\\) \\*\\*bold\\*\\* \\<img'), tooltip);
    assert.ok(tooltip.includes('\\$\\(bug\\)'), tooltip);
  });

  it('keeps its id when its numbers change, so that it keeps its place', () => {
    const later = autoscalerItem(autoscalerRow(hpa({ desiredReplicas: 9 })));
    assert.equal(autoscalerItem(autoscalerRow(hpa())).id, later.id);
  });
});

describe('the badge of the view', () => {
  type State = 'failing' | 'steady';
  const rows = (...states: State[]): { state: State }[] => states.map(state => ({ state }));
  it('counts those that cannot scale, in words too', () => {
    assert.deepEqual(failingBadge(rows('failing', 'steady', 'failing')), {
      value: 2, tooltip: '2 autoscalers cannot scale',
    });
    assert.equal(failingBadge(rows('failing'))?.tooltip, '1 autoscaler cannot scale');
  });
  it('is not there when all can', () => assert.equal(failingBadge(rows('steady')), undefined));
});

describe('the lines below an autoscaler', () => {
  const world = new World();
  const linesOf = (object: HorizontalPodAutoscaler): DetailNode[] =>
    autoscalerDetails(autoscalerRow(object), world.live);
  const textsOf = (nodes: readonly DetailNode[]): string[] =>
    nodes.map(({ item }) => `${item.label as string}: ${String(item.description)}`);
  const below = (nodes: readonly DetailNode[], label: string): readonly DetailNode[] =>
    nodes.find(({ item }) => item.label === label)?.children?.() ?? assert.fail(`no line ${label}`);

  it('are these', () => {
    const lastScaleTime = new Date(Date.now() - 180_000).toISOString();
    assert.deepEqual(textsOf(linesOf(hpa({ lastScaleTime }))), [
      'Why 7: ',
      'Target: Deployment/web, 2 … 10 replicas',
      'Metrics: 1',
      'Conditions: 1',
      'Behavior: not set: up to twice as many or 4; down after 300 s',
      'Last scale: 3m ago',
      'Events: ',
      'Pods: ',
    ]);
  });

  it('say a metric briefly, and to who asks in the words of kubectl describe', () => {
    const [line] = below(linesOf(hpa()), 'Metrics');
    assert.equal(line?.item.description, '92%/60%   Resource');
    assert.equal(line.item.accessibilityInformation?.label,
      'cpu, resource cpu on pods  (as a percentage of request):  92% (460m) / 60%');
    assert.equal(line.item.tooltip, line.item.accessibilityInformation?.label);
  });

  it('say since when a condition holds', () => {
    const lastTransitionTime = new Date(Date.now() - 7_200_000).toISOString();
    const [line] = below(linesOf(hpa({ conditions: [{ ...failing, lastTransitionTime }] })), 'Conditions');
    assert.equal(line?.item.description, `False  FailedGetPodsMetric  120m  ${failing.message}`);
    assert.equal(typeof line.item.tooltip, 'string', 'text of the cluster is never Markdown');
    assert.equal((line.item.iconPath as vscode.ThemeIcon).id, 'error');
  });

  it('show the conditions at once when the autoscaler cannot scale', () => {
    const stateOf = (conditions: typeof failing[]): unknown => linesOf(hpa({ conditions }))
      .find(({ item }) => item.label === 'Conditions')?.item.collapsibleState;
    assert.equal(stateOf([failing]), vscode.TreeItemCollapsibleState.Expanded);
    assert.equal(stateOf([{ ...failing, status: 'True' }]), vscode.TreeItemCollapsibleState.Collapsed);
  });

  it('tell a behavior in both directions', () => {
    const object = hpa();
    const lines = linesOf({ ...object, spec: { ...object.spec, behavior: {} } });
    assert.deepEqual(textsOf(below(lines, 'Behavior')), [
      'Scale Up: 4 pods or 100% / 15 s', 'Scale Down: 100% / 15 s after 300 s',
    ]);
    assert.deepEqual(textsOf(below(below(lines, 'Behavior'), 'Scale Up')), [
      'Stabilization Window: 0 seconds', 'Select Policy: Max',
      'Policy: Type: Pods  Value: 4  Period: 15 seconds', 'Policy: Type: Percent  Value: 100  Period: 15 seconds',
    ]);
  });

  it('bear what nobody expects', () => {
    const { metadata, spec, status } = hpa({ conditions: [{ type: 'New', status: 'Maybe' }], currentReplicas: 0 });
    const odd: HorizontalPodAutoscaler[] = [
      { metadata, spec },
      { metadata, spec: { ...spec, metrics: null } },
      { metadata, spec: { ...spec, metrics: [] }, status: {} },
      { metadata, spec: { ...spec, metrics: [{ type: 'Foo' }, { type: 'Pods' }] }, status: { currentMetrics: [] } },
      { metadata: { name: '$(bug) <b>/..', namespace: 'a/b' }, spec, ...status ? { status } : {} },
      { metadata, spec, status: { ...status, conditions: null } },
    ];
    const texts = odd.map(object => textsOf([...linesOf(object), ...below(linesOf(object), 'Metrics')]).length);
    assert.deepEqual(texts, [8, 7, 7, 9, 8, 8]);
    const [unknown] = below(linesOf(odd[3] ?? hpa()), 'Metrics');
    assert.equal(unknown?.item.accessibilityInformation?.label, 'Foo, <unknown metric type "Foo">');
  });

  it('have ids that no other line has', () => {
    const idsOf = (nodes: readonly DetailNode[]): string[] =>
      nodes.flatMap(({ item, children }) => [item.id ?? '', ...idsOf(children?.() ?? [])]);
    const object = hpa({ conditions: [failing] });
    const ids = idsOf(linesOf({ ...object, spec: { ...object.spec, behavior: {} } }));
    assert.equal(new Set(ids).size, ids.length);
    world.live.dispose();
  });
});

describe('the line of an event', () => {
  it('says when, and to who hears it how bad it is', () => {
    const firstTimestamp = new Date(Date.now() - 300_000).toISOString();
    const { item } = eventLine('hpa', eventRow({
      metadata: { name: 'e', namespace: 'shop' }, type: 'Warning', reason: 'FailedGetScale', message: 'no such thing',
      firstTimestamp, source: { component: 'horizontal-pod-autoscaler' },
    }));
    assert.equal(item.description, '5m   no such thing');
    assert.equal(item.accessibilityInformation?.label,
      'FailedGetScale, Warning, 5m, no such thing, horizontal-pod-autoscaler');
  });
});

describe('the line of a pod', () => {
  const pod = targetPodRow({
    metadata: { name: 'web-1', namespace: 'shop', creationTimestamp: new Date(Date.now() - 700_000).toISOString() },
    spec: { containers: [{ name: 'app' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'app', ready: true, state: { running: {} } }] },
  }, true);

  it('has the columns of kubectl get pods, and the object for its menu', () => {
    const { item, object } = podLine('hpa', pod, 'Deployment/web');
    assert.equal(item.description, '1/1   Running   0   11m');
    assert.equal(item.accessibilityInformation?.label, 'web-1, 1/1 ready, Running, 0 restarts, age 11m');
    assert.equal(item.contextValue, 'hpaPod;object;logs;raw');
    assert.deepEqual(object, { apiVersion: 'v1', plural: 'pods', kind: 'Pod', namespace: 'shop', name: 'web-1' });
  });

  it('says whose a stranger is, and nothing when that was not seen', () => {
    const textOfPod = (change: Partial<typeof pod>): unknown =>
      podLine('hpa', { ...pod, ...change }, 'Deployment/web').item.description;
    assert.equal(textOfPod({ isOfTarget: false, controller: 'Job/x' }),
      '1/1   Running   0   11m   counted, but of Job/x, not of Deployment/web');
    assert.equal(textOfPod({ isOfTarget: false }), '1/1   Running   0   11m   counted, but nobody\'s');
    assert.equal(textOfPod({ isOfTarget: undefined }), '1/1   Running   0   11m');
  });
});

describe('a live line', () => {
  let world: World;
  beforeEach(() => { world = new World(); });
  afterEach(() => world.dispose());

  const labelsOf = (nodes: readonly DetailNode[]): string[] => nodes.map(({ item }) => item.label as string);

  it('asks for nothing until it is opened, then says that it is loading', () => {
    const line = world.line();
    assert.equal(world.open.length, 0);
    assert.deepEqual(labelsOf(line.children?.() ?? []), ['Loading…']);
    assert.equal(world.open.length, 1);
  });

  it('is drawn again when something comes, with how many there are', async () => {
    const line = world.line();
    line.children?.();
    world.send({ kind: 'changed', rows: [{ id: 'a' }, { id: 'b' }], removed: [] });
    world.send({ kind: 'synced', atMs: 1 });
    await until('it is drawn again', () => world.redrawn.includes('line'));
    assert.deepEqual(labelsOf(line.children?.() ?? []), ['a', 'b']);
    assert.equal(line.item.description, '2');
    assert.equal(line.item.accessibilityInformation?.label, 'Events, 2', 'to be heard, too');
  });

  it('says that there is nothing, and that it is forbidden with the way out', async () => {
    const line = world.line();
    line.children?.();
    world.send({ kind: 'synced', atMs: 1 });
    assert.deepEqual(labelsOf(line.children?.() ?? []), ['nothing']);
    world.send({ kind: 'failed', problem: { code: 'forbidden', message: 'events is forbidden' }, retryAtMs: 1 });
    const [problem] = line.children?.() ?? [];
    assert.equal(problem?.item.label, 'Forbidden');
    assert.equal(problem.item.description, 'events is forbidden');
    assert.ok(problem.item.command);
  });

  it('ends when it is closed, when its row or the group around it is, and with its row', () => {
    const line = world.line();
    const row: RowTreeNode = { kind: 'row', id: 'row' };
    const group: RowTreeNode = { kind: 'group', path: '/shop' };
    line.children?.();
    for (const node of [row, group]) {
      world.collapsed.fire({ element: node });
      assert.equal(world.open.length, 0, node.kind);
      world.expanded.fire({ element: node });
      assert.equal(world.open.length, 1, node.kind);
    }
    world.collapsed.fire({ element: line });
    assert.equal(world.open.length, 0);
    world.expanded.fire({ element: line });
    assert.deepEqual(world.redrawn.slice(-1), ['line'], 'what VS Code kept of it is from before');
    line.children?.();
    assert.equal(world.open.length, 1);
    world.live.keep(() => false);
    assert.equal(world.open.length, 0);
  });

  it('ends a while after the view was hidden, and begins again when it shows', async () => {
    world.line().children?.();
    world.visibility.fire({ visible: false });
    assert.equal(world.open.length, 1, 'it may come back at once');
    await until('it has ended', () => world.open.length === 0, 8_000);
    world.visibility.fire({ visible: true });
    assert.equal(world.open.length, 1);
  }).timeout(12_000);

  it('shows no more than a hundred', () => {
    const line = world.line();
    line.children?.();
    world.send({ kind: 'changed', rows: Array.from({ length: 120 }, (_, id) => ({ id: String(id) })), removed: [] });
    assert.equal(line.children?.().length, 101);
    assert.equal(line.children?.().at(-1)?.item.label, '20 more');
  });
});
