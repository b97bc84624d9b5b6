import type * as vscode from 'vscode';

/** A line below a row, made from the row. */
export interface DetailNode {
  readonly kind: 'detail';
  readonly item: vscode.TreeItem;
  /** The lines below it, asked for when it is opened. */
  readonly children?: () => readonly DetailNode[];
}
