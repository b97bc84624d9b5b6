import * as vscode from 'vscode';
import type { DetailNode } from '../../src/ui/trees/detailNode.js';

/** The label of a row. */
export const nameOf = ({ label }: vscode.TreeItem): string => typeof label === 'string' ? label : label?.label ?? '';

/** What a row says to the eye: `label: description`. */
export const textOf = (item: vscode.TreeItem): string => `${nameOf(item)}: ${String(item.description ?? '')}`;

/** What a screen reader says of a row, as VS Code works it out. */
export function heardOf(item: vscode.TreeItem): string {
  return item.accessibilityInformation?.label
    ?? (typeof item.tooltip === 'string' ? item.tooltip : [nameOf(item), item.description].filter(Boolean).join(' '));
}

/** The codicon of a row. */
export const iconOf = ({ iconPath }: vscode.TreeItem): string =>
  iconPath instanceof vscode.ThemeIcon ? iconPath.id : '';

/** Lines with all below them, each above its own. */
export function allBelow(nodes: readonly DetailNode[]): DetailNode[] {
  return nodes.flatMap(node => [node, ...allBelow(node.children?.() ?? [])]);
}
