import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CollectionTarget, Row, RowsEvent } from '../../src/cluster/clusterConnection.js';
import type { AutoscalerRow } from '../../src/core/hpa/autoscalerRow.js';
import type { UsageRow } from '../../src/core/metrics/usageRow.js';
import { pipelineRows, type PipelineRow } from '../../src/core/pipeline/pipelineRow.js';
import { autoscalerTree } from '../../src/ui/trees/autoscalerTree.js';
import { LiveDetails } from '../../src/ui/trees/liveDetails.js';
import { pipelineTree } from '../../src/ui/trees/pipelineTree.js';
import type { RowTree } from '../../src/ui/trees/rowTree.js';
import { usageTree } from '../../src/ui/trees/usageTree.js';
import { FedStore, fixedScope, outlineOf, settle } from './fedTree.js';
import { apiService, backend, metricsApi, need, node, pipelineCluster, pod, seen } from './pipelineCluster.js';
import { answersOf, autoscalers, live, usage } from './spokenCluster.js';

const quiet = new vscode.EventEmitter<never>().event;
const noFilter = { text: '', matches: () => true };
const filters = { autoscalers: noFilter, usage: noFilter };

type Listener = (event: RowsEvent<Row>) => void;

/** A view of the side bar: its real tree, fed by hand. */
export interface Shown<T extends Row> {
  readonly fed: FedStore<T>;
  readonly tree: RowTree<T>;
}

/** All is opened once, so that what is followed is followed, and drawn again. */
export async function showAutoscalers(rows = autoscalers, below = live): Promise<Shown<AutoscalerRow>> {
  const fed = new FedStore<AutoscalerRow>();
  const scope = fixedScope();
  const subscribe = (collection: string, target: CollectionTarget, listener: Listener): object => {
    setTimeout(() => answersOf(collection, target.subject?.name ?? '', below[collection] ?? []).forEach(listener));
    return { dispose: () => undefined, retry: () => undefined };
  };
  const lines = new LiveDetails({ connection: { subscribe }, scope, onDidAskRefresh: quiet } as never);
  const tree = autoscalerTree({ autoscalers: fed.store, scope, filters } as never, lines);
  const view = { visible: true, onDidExpandElement: quiet, onDidCollapseElement: quiet, onDidChangeVisibility: quiet };
  lines.attach(view as unknown as vscode.TreeView<never>, tree);
  fed.sendAll(rows);
  await settle();
  outlineOf(tree);
  await settle();
  return { fed, tree };
}

export async function showUsage(rows = usage, order = 'name'): Promise<Shown<UsageRow>> {
  const fed = new FedStore<UsageRow>();
  const tree = usageTree({ usage: fed.store, usageView: { order }, filters, scope: fixedScope() } as never);
  fed.sendAll(rows);
  await settle();
  return { fed, tree };
}

const crashing = pod('ms-2', {
  conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'not ready: [ms]' }],
});
/** A metrics API, one that is missing and needed, and one that is neither. */
const pipeline = pipelineRows(pipelineCluster({
  apiServices: () => [
    metricsApi, apiService('v1.shop.example', { status: 'False', reason: 'ServiceNotFound' }, backend),
  ],
  needs: () => seen(need('batch', 'External')),
  pods: () => seen(crashing),
  kubelets: () => seen(node('n1'), node('n2', { addresses: null })),
}));

export async function showPipeline(): Promise<Shown<PipelineRow>> {
  const fed = new FedStore<PipelineRow>();
  const tree = pipelineTree({ pipeline: fed.store, scope: fixedScope() } as never);
  fed.sendAll(pipeline);
  await settle();
  return { fed, tree };
}

/** Times and ages that go on. */
const timeless = (line: string): string => line
  .replace(/(Last scale, \S+ ago|Sample, .* over [\d.]+s|, read\b|next try).*/, '$1 TIME')
  .replace(/known since .*/, 'known since TIME')
  .replace(/(the controller says \d+), \d+s ago/, '$1, 3s ago')
  .replace(/Sample, \d+s ago/, 'Sample, Ns ago');
/** What is heard of a tree from top to bottom. */
export const heard = <T extends Row>({ tree }: Shown<T>): string[] => outlineOf(tree).map(timeless);
/** A row with all below it. */
export const block = (outline: readonly string[], start: string): string[] => {
  const first = outline.findIndex(line => line.trimStart().startsWith(start));
  const indent = outline[first]?.search(/\S/) ?? assert.fail(`no row ${start}:\n${outline.join('\n')}`);
  const end = outline.findIndex((line, index) => index > first && line.search(/\S/) <= indent);
  return outline.slice(first, end < 0 ? undefined : end).map(line => line.slice(indent));
};
