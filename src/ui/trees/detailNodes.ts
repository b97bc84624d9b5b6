import * as vscode from 'vscode';
import type { DetailNode } from './detailNode.js';

/** A line below a row. */
export interface Detail {
  /** Stable, so that the line keeps its place. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** The description in words, for who hears it; by default it speaks for itself. */
  readonly spoken?: string;
  /** A codicon; never the only carrier of what it means. */
  readonly icon?: string;
  readonly color?: string;
  readonly command?: vscode.Command;
}

export function detail({ id, label, description, spoken = description, icon, color, command }: Detail): DetailNode {
  const item = new vscode.TreeItem(label);
  const whole = [label, spoken].filter(Boolean).join(', ');
  item.id = id;
  item.description = description;
  item.tooltip = whole;
  item.accessibilityInformation = { label: whole };
  if (icon !== undefined) {
    item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  }
  if (command) {
    item.command = command;
  }
  return { kind: 'detail', item };
}
