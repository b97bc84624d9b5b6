import type * as vscode from 'vscode';

/** A line below a row, made from the row. */
export interface DetailNode {
  readonly kind: 'detail';
  readonly item: vscode.TreeItem;
}
