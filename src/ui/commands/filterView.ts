import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { RowFilter } from '../models/rowFilter.js';
import type { Services } from '../services.js';

/** `hpaScope.filterUsage`: shows the pods, containers and nodes with that text in a name, or in the namespace. */
export function filterUsageCommand({ filters }: Services, given?: string): Promise<void> {
  return askFilter(filters.usage, t('Filter usage'), given);
}

/** `hpaScope.filterAutoscalers`: shows the autoscalers with that text in the name or namespace. */
export function filterAutoscalersCommand({ filters }: Services, given?: string): Promise<void> {
  return askFilter(filters.autoscalers, t('Filter autoscalers'), given);
}

/** `hpaScope.clearUsageFilter`. */
export async function clearUsageFilterCommand({ filters }: Services): Promise<void> {
  filters.usage.text = '';
}

/** `hpaScope.clearAutoscalersFilter`. */
export async function clearAutoscalersFilterCommand({ filters }: Services): Promise<void> {
  filters.autoscalers.text = '';
}

/** Filters while the user types; Enter keeps it, Escape goes back to what was. A keybinding may give the text. */
async function askFilter(filter: RowFilter, title: string, given: unknown): Promise<void> {
  if (typeof given === 'string') {
    filter.text = given.trim();
    return;
  }
  const before = filter.text;
  const input = vscode.window.createInputBox();
  input.title = title;
  input.placeholder = t('Part of a name or namespace; empty shows all');
  input.value = before;
  input.onDidChangeValue(text => { filter.text = text.trim(); });
  const isKept = await new Promise<boolean>(resolve => {
    input.onDidAccept(() => resolve(true));
    input.onDidHide(() => resolve(false));
    input.show();
  });
  if (!isKept) {
    filter.text = before;
  }
  input.dispose();
}
