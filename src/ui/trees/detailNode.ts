import type * as vscode from 'vscode';

/** The object that a line is about, for the commands of its menu. */
export interface LineObject {
  readonly kind: string;
  /** Absent: the object belongs to the cluster. */
  readonly namespace?: string;
  readonly name: string;
  /** Of a pod: the container that is meant. */
  readonly container?: string;
}

/** A line below a row, made from the row. */
export interface DetailNode {
  readonly kind: 'detail';
  readonly item: vscode.TreeItem;
  /** The lines below it, asked for when it is opened. */
  readonly children?: () => readonly DetailNode[];
  readonly object?: LineObject;
}
