const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40,
};

/** A Kubernetes quantity as a plain number; the lab's own values are far from where doubles end. */
export function parseQuantity(text: string): number {
  const [, digits = '', suffix = ''] = /^([0-9.]+)([a-zA-Z]*)$/.exec(text.trim()) ?? [];
  const factor = suffixes[suffix];
  if (digits === '' || factor === undefined) {
    throw new Error(`Not a quantity: ${text}`);
  }
  return Number(digits) * factor;
}

/** CPU in millicores. */
export function parseMillicores(text: string): number {
  return parseQuantity(text) * 1000;
}
