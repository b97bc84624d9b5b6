import * as vscode from 'vscode';
import type { DetailNode, MenuSubject } from './detailNode.js';
import { contextValueOf } from './contextValue.js';

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
  /** What kind of line it is, for menus. */
  readonly contextValue?: string;
  readonly about?: MenuSubject | undefined;
  /** The lines below it; they are made when it is opened. */
  readonly children?: () => readonly DetailNode[];
  /** Whether they show from the start. */
  readonly open?: boolean;
}

export function detail({ children, open = false, spoken, ...line }: Detail): DetailNode {
  const item = new vscode.TreeItem(line.label, collapsibleState(children !== undefined, open));
  item.id = line.id;
  writeDescription(item, line.description, spoken);
  if (line.icon !== undefined) {
    const color = line.color === undefined ? undefined : new vscode.ThemeColor(line.color);
    item.iconPath = new vscode.ThemeIcon(line.icon, color);
  }
  if (line.command) {
    item.command = line.command;
  }
  item.contextValue = contextValueOf(line.contextValue ?? 'line', line.about);
  return { kind: 'detail', item, ...(children ? { children } : {}), ...line.about };
}

/** Writes what a line says behind its label: as it is seen, and in words where it is heard or asked for. */
export function writeDescription(item: vscode.TreeItem, description: string, spoken = description): void {
  const label = typeof item.label === 'string' ? item.label : item.label?.label;
  const whole = [label, spoken].filter(Boolean).join(', ');
  item.description = description;
  item.tooltip = whole;
  item.accessibilityInformation = { label: whole };
}

function collapsibleState(hasChildren: boolean, open: boolean): vscode.TreeItemCollapsibleState {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  return hasChildren ? open ? Expanded : Collapsed : None;
}
