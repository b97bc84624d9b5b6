/** What `kubectl get hpa -A` prints about one autoscaler, in the columns that the view shows too. */
export interface HpaLine {
  readonly namespace: string;
  readonly name: string;
  readonly targets: string;
  readonly replicas: string;
}

/** What `kubectl top pods -A --containers` prints about one container. */
export interface TopLine {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly cpu: string;
  readonly memory: string;
}

/** What `kubectl get apiservices` prints about one. */
export interface ApiServiceLine {
  readonly name: string;
  readonly service: string;
  readonly available: string;
  readonly age: string;
}

/** Columns are at least two spaces apart; a cell may contain single ones. */
function cells(table: string): string[][] {
  return table.trim().split('\n').slice(1).map(line => line.trim().split(/\s{2,}/));
}

/** Reads NAMESPACE NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE. */
export function parseHpas(table: string): HpaLine[] {
  return cells(table).map(([namespace = '', name = '', , targets = '', , , replicas = '']) => ({
    namespace, name, targets, replicas,
  }));
}

/** Reads NAMESPACE POD NAME CPU MEMORY. */
export function parseTop(table: string): TopLine[] {
  return cells(table).map(([namespace = '', pod = '', container = '', cpu = '', memory = '']) => ({
    namespace, pod, container, cpu, memory,
  }));
}

/** Reads NAME SERVICE AVAILABLE AGE. */
export function parseApiServices(table: string): ApiServiceLine[] {
  return cells(table).map(([name = '', service = '', available = '', age = '']) => ({ name, service, available, age }));
}

/** An AGE of kubectl's in seconds: `5m30s`. */
export function secondsOf(age: string): number {
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, y: 31_536_000 };
  return [...age.matchAll(/(\d+)([smhdy])/g)]
    .reduce((sum, [, count = '0', unit = '']) => sum + Number(count) * (units[unit] ?? NaN), 0);
}

/**
 * Asks kubectl again and again and keeps every answer: what a view showed at some moment must be what kubectl printed
 * shortly before, since a sample may be renewed between the two looks.
 */
export class KubectlHistory {
  readonly #answers: string[] = [];
  #ended = false;
  readonly #running: Promise<void>;

  constructor(ask: () => Promise<string>, everyMs = 700) {
    this.#running = (async () => {
      while (!this.#ended) {
        this.#answers.push(await ask().catch(() => ''));
        await new Promise(resolve => setTimeout(resolve, everyMs));
      }
    })();
  }

  /** Every answer so far, the newest first. */
  get answers(): readonly string[] {
    return [...this.#answers].reverse();
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#running;
  }
}
