import * as vscode from 'vscode';
import type { DetailNode, LineObject } from './detailNode.js';

/** A line below a row. */
export interface Detail {
  /** Stable, so that the line keeps its place; of all lines of a view, no other has it. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** The description in words, for who hears it; by default it speaks for itself. */
  readonly spoken?: string;
  /** A codicon; never the only carrier of what it means. */
  readonly icon?: string;
  readonly color?: string;
  readonly command?: vscode.Command;
  /** Which entries its menu has. */
  readonly contextValue?: string;
  readonly object?: LineObject;
  /** The lines below it; they are made when it is opened. */
  readonly children?: () => readonly DetailNode[];
  /** Whether they show from the start. */
  readonly open?: boolean;
}

export function detail({ children, open = false, spoken, ...line }: Detail): DetailNode {
  const item = new vscode.TreeItem(line.label, collapsibleState(children !== undefined, open));
  const whole = [line.label, spoken ?? line.description].filter(Boolean).join(', ');
  item.id = line.id;
  item.description = line.description;
  item.tooltip = whole;
  item.accessibilityInformation = { label: whole };
  if (line.icon !== undefined) {
    const color = line.color === undefined ? undefined : new vscode.ThemeColor(line.color);
    item.iconPath = new vscode.ThemeIcon(line.icon, color);
  }
  if (line.command) {
    item.command = line.command;
  }
  if (line.contextValue !== undefined) {
    item.contextValue = line.contextValue;
  }
  return { kind: 'detail', item, ...(children ? { children } : {}), ...(line.object ? { object: line.object } : {}) };
}

function collapsibleState(hasChildren: boolean, open: boolean): vscode.TreeItemCollapsibleState {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  return hasChildren ? open ? Expanded : Collapsed : None;
}
