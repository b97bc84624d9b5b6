/** One line of an explanation, with what it is made of below it. */
export interface ExplanationLine {
  /** What it is about: `Scale`, `cpu`, `Stabilization`. */
  readonly label: string;
  /** What it came to, in words and numbers. */
  readonly text: string;
  /** The function of the HPA controller that it reproduces; absent below a line that names it. */
  readonly upstream?: string;
  readonly lines: readonly ExplanationLine[];
}

/** Why the controller wants that many replicas: one value, which every surface shows in its own way. */
export interface Explanation {
  /** `namespace/name`. */
  readonly key: string;
  /** Unix time of the pass, ms. */
  readonly atMs: number;
  readonly currentReplicas: number | null;
  /** What it should have; null when nothing could be decided, so that nothing is changed. */
  readonly desiredReplicas: number | null;
  /** The reason in one sentence. */
  readonly summary: string;
  readonly lines: readonly ExplanationLine[];
  /** The pods, once for each metric that looks at pods. */
  readonly ledgers: readonly Ledger[];
}

/** The pods that one metric counted, and how. */
export interface Ledger {
  /** `cpu`, `cpu · app`, or the name of a custom metric. */
  readonly metric: string;
  readonly rows: readonly LedgerRow[];
}

/** One pod of a ledger. Texts are as a table shows them; empty where there is nothing to tell. */
export interface LedgerRow {
  readonly pod: string;
  readonly uid: string | undefined;
  readonly group: 'ready' | 'unready' | 'missing' | 'ignored' | 'unknown';
  /** What it used: `480m`. */
  readonly usage: string;
  /** What it requests, and from where it is known: `500m`. */
  readonly request: string;
  /** Usage of request: `96%`. */
  readonly share: string;
  /** How old its sample was: `9s`. */
  readonly sampleAge: string;
  /** What it was taken to use instead: `0`, `100% of its request`; empty when its sample counts, or nothing does. */
  readonly assumed: string;
  /** The rule that put it into its group, with the two times that decide it. */
  readonly why: string;
}
