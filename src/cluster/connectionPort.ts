import type { ClusterProblem } from '../base/errors.js';
import type { ClusterCalls, CollectionTarget, Collections, Row, RowsEvent } from './clusterConnection.js';

/**
 * What crosses between the editor's thread and the cluster's: two unions of plain data. `id` is chosen by the asking
 * side and names a call or a subscription until it ends.
 */
export type ToCluster =
  | {
    readonly kind: 'ask';
    readonly id: number;
    readonly call: keyof ClusterCalls;
    readonly input: ClusterCalls[keyof ClusterCalls]['takes'];
  }
  | {
    readonly kind: 'subscribe';
    readonly id: number;
    readonly collection: keyof Collections;
    readonly target: CollectionTarget;
  }
  | { readonly kind: 'retry'; readonly id: number }
  | { readonly kind: 'end'; readonly id: number };

export type FromCluster =
  | { readonly kind: 'result'; readonly id: number; readonly value: CallResult }
  | { readonly kind: 'error'; readonly id: number; readonly problem: ClusterProblem }
  | { readonly kind: 'rows'; readonly id: number; readonly event: RowsEvent<Row> };

export type CallResult = ClusterCalls[keyof ClusterCalls]['answers'];

/** The slice of a `MessagePort` (or `Worker`) that both sides use. */
export interface Port<Sent, Received> {
  postMessage(message: Sent): void;
  on(event: 'message', listener: (message: Received) => void): unknown;
}
