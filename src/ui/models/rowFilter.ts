import type { Disposable } from '../../base/disposable.js';
import { Emitter } from '../../base/event.js';

/** The text by which a view is filtered, as long as the window lives. */
export class RowFilter implements Disposable {
  readonly #changed = new Emitter<void>();
  #text = '';

  readonly onDidChange = this.#changed.event;

  /** Empty: everything is shown. */
  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    if (text !== this.#text) {
      this.#text = text;
      this.#changed.fire();
    }
  }

  /** Whether every word of the text is in one of the names, be it in upper or lower case. */
  matches(names: readonly string[]): boolean {
    const whole = names.join('\n').toLowerCase();
    return this.#text.toLowerCase().split(/\s+/).every(word => whole.includes(word));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
