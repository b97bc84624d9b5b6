import * as vscode from 'vscode';
import type { DetailNode } from './rowTree.js';

/** A line below a row. */
export interface Detail {
  /** Stable, so that the line keeps its place. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** The description in words, for who hears it; by default it speaks for itself. */
  readonly spoken?: string;
}

export function detail({ id, label, description, spoken = description }: Detail): DetailNode {
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.description = description;
  item.tooltip = `${label}: ${spoken}`;
  item.accessibilityInformation = { label: `${label}, ${spoken}` };
  return { kind: 'detail', item };
}
