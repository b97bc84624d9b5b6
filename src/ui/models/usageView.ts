import type * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.js';
import { Emitter } from '../../base/event.js';
import type { MeasuredResource } from '../../core/metrics/podRations.js';

/** What the rows of usage are ordered by; a resource: the highest first. */
export type UsageOrder = 'name' | MeasuredResource;

export const usageOrders: readonly UsageOrder[] = ['cpu', 'memory', 'name'];

const ORDER_KEY = 'usage.order';

/** How the user wants to see usage: kept with the workspace. */
export class UsageView implements Disposable {
  readonly #changed = new Emitter<void>();

  readonly onDidChange = this.#changed.event;

  constructor(private readonly choices: vscode.Memento) {}

  get order(): UsageOrder {
    const kept = this.choices.get<string>(ORDER_KEY);
    return usageOrders.find(order => order === kept) ?? 'name';
  }

  async sortBy(order: UsageOrder): Promise<void> {
    await this.choices.update(ORDER_KEY, order);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
