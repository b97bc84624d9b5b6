import type * as vscode from 'vscode';
import type { KindRef, ObjectRef } from '../../core/raw/objectRef.js';

/** What a node of a tree is about, for the commands of its menu. */
export interface MenuSubject {
  readonly object?: ObjectRef;
  /** Of a pod: the container that is meant. */
  readonly container?: string;
  /** What is to be read where the object itself is not what the node shows: a sample, the values of a metric. */
  readonly rawPath?: string;
  /** Of an autoscaler: what it scales. */
  readonly target?: KindRef;
}

/** A line below a row, made from the row. */
export interface DetailNode extends MenuSubject {
  readonly kind: 'detail';
  readonly item: vscode.TreeItem;
  /** The lines below it, asked for when it is opened. */
  readonly children?: () => readonly DetailNode[];
}
