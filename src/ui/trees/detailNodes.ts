import * as vscode from 'vscode';
import type { DetailNode } from './rowTree.js';

/** A line below a row: a name and a value. The id must be stable, so that the line keeps its place. */
export function detail(id: string, label: string, description: string): DetailNode {
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.description = description;
  item.tooltip = `${label}: ${description}`;
  item.accessibilityInformation = { label: `${label}, ${description}` };
  return { kind: 'detail', item };
}
