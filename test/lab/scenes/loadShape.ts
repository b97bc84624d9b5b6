/** How the work that the pods of a workload share moves over time. All figures in millicores and seconds. */
export type LoadShape =
  | { readonly kind: 'steady'; readonly millicores: number }
  /** From `low` to `high` and back, as a sine, starting low. */
  | { readonly kind: 'wave'; readonly low: number; readonly high: number; readonly periodSeconds: number }
  /** `peak` for a while at the start of each period, `base` for the rest. */
  | {
    readonly kind: 'pulse';
    readonly base: number;
    readonly peak: number;
    readonly peakSeconds: number;
    readonly periodSeconds: number;
  };

/** The load at a moment after the start, in whole millicores. */
export function loadAt(shape: LoadShape, seconds: number): number {
  switch (shape.kind) {
    case 'steady':
      return shape.millicores;
    case 'wave': {
      const height = (1 - Math.cos(2 * Math.PI * seconds / shape.periodSeconds)) / 2;
      return Math.round(shape.low + (shape.high - shape.low) * height);
    }
    case 'pulse':
      return seconds % shape.periodSeconds < shape.peakSeconds ? shape.peak : shape.base;
  }
}

/** The most that a load ever asks for. */
export function peakOf(shape: LoadShape): number {
  switch (shape.kind) {
    case 'steady': return shape.millicores;
    case 'wave': return shape.high;
    case 'pulse': return shape.peak;
  }
}
