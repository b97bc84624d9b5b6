import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import { usageOrders, type UsageOrder } from '../models/usageView.js';
import type { Services } from '../services.js';

/**
 * `hpaScope.sortUsage`: orders the pods and nodes of the view of usage, and keeps that with the workspace.
 * @param given `cpu`, `memory` or `name`, as a keybinding may give it; without one, the user is asked
 */
export async function sortUsageCommand({ usageView }: Services, given?: string): Promise<void> {
  const order = usageOrders.find(known => known === given) ?? await askOrder(usageView.order);
  if (order) {
    await usageView.sortBy(order);
  }
}

async function askOrder(current: UsageOrder): Promise<UsageOrder | undefined> {
  const picked = await vscode.window.showQuickPick(
    usageOrders.map(order => ({ order, label: labelOf(order), description: order === current ? t('current') : '' })),
    { title: t('Sort usage by') },
  );
  return picked?.order;
}

function labelOf(order: UsageOrder): string {
  switch (order) {
    case 'cpu': return t('cpu, the highest first');
    case 'memory': return t('memory, the highest first');
    case 'name': return t('name');
  }
}
