import type { Disposable } from '../../base/disposable.js';
import type {
  CollectionTarget, Collections, Row, RowsEvent, SubjectRef, Subscription,
} from '../../cluster/clusterConnection.js';
import { RowStore, type StoreStatus } from './rowStore.js';

/** A line whose children are the things of one object, followed in the cluster while they can be seen. */
export interface LiveLine<Name extends keyof Collections, Node> {
  readonly id: string;
  /** The row that the line is below. */
  readonly rowId: string;
  readonly collection: Name;
  readonly subject: SubjectRef;
  readonly draw: (rows: readonly Collections[Name][]) => readonly Node[];
  /** What stands beside it; absent: how many rows there are. */
  readonly headline?: (rows: readonly Collections[Name][]) => string | undefined;
}

/** What there is to show below a line. */
export interface LiveView<Node> {
  /** `tooMany`: it was closed for the sake of others, and has to be opened again. */
  readonly status: StoreStatus | { readonly kind: 'tooMany' };
  readonly size: number;
  readonly nodes: readonly Node[];
}

/** What it takes from the others. */
export interface LiveRowsOptions {
  readonly subscribe: <Name extends keyof Collections>(
    collection: Name,
    target: CollectionTarget,
    listener: (event: RowsEvent<Collections[Name]>) => void,
  ) => Subscription;
  /** The cluster that is looked at; nothing while none is. */
  readonly target: () => CollectionTarget | undefined;
  /** Whether what is below a row can be seen. */
  readonly isShown: (rowId: string) => boolean;
  readonly onDidChange: (line: { readonly id: string; readonly rowId: string }) => void;
}

/** More watches than these at once help nobody. */
export const MOST_OPEN_LINES = 20;

interface Followed<Node> {
  readonly id: string;
  readonly rowId: string;
  readonly subject: string;
  readonly store: { readonly status: StoreStatus; readonly rows: ReadonlyMap<string, Row> } & Disposable;
  readonly open: (target: CollectionTarget, fresh: boolean) => void;
  readonly close: () => void;
  readonly draw: () => readonly Node[];
  readonly headline: () => string | undefined;
  /** The cluster it is followed in. */
  target: string | undefined;
  isOpen: boolean;
  isOneTooMany: boolean;
}

/**
 * The rows below lines that are open: each line has a subscription of its own, from when its children are first drawn
 * until it is collapsed, and only while it can be seen.
 */
export class LiveRows<Node> implements Disposable {
  /** The one that was opened last is the last. */
  readonly #lines = new Map<string, Followed<Node>>();

  constructor(private readonly options: LiveRowsOptions) {}

  /** What to show below a line that is expanded; from now on it is followed. */
  view<Name extends keyof Collections>(line: LiveLine<Name, Node>): LiveView<Node> {
    const known = this.#lines.get(line.id);
    const isSame = known?.subject === subjectKey(line);
    const followed = known && isSame ? known : this.#follow(line);
    this.#openOrClose(followed);
    const { isOneTooMany, store, draw } = followed;
    return { status: isOneTooMany ? { kind: 'tooMany' } : store.status, size: store.rows.size, nodes: draw() };
  }

  /** What to say beside a line; absent while nothing is known of what is below it. */
  headlineOf(id: string): string | undefined {
    return this.#lines.get(id)?.headline();
  }

  /** A line was expanded: one that had been closed for the sake of others is opened again. */
  expand(id: string): void {
    const line = this.#lines.get(id);
    if (line?.isOneTooMany) {
      line.isOneTooMany = false;
      this.#openOrClose(line);
    }
  }

  /** A line was collapsed. */
  collapse(id: string): void {
    this.#lines.get(id)?.store.dispose();
    this.#lines.delete(id);
  }

  /** Opens and closes what has to be, after something came into sight or went out, or another cluster was chosen. */
  update(): void {
    this.#lines.forEach(line => this.#openOrClose(line));
  }

  /** Looks again, now. */
  restart(): void {
    this.#lines.forEach(line => {
      line.close();
      line.isOpen = false;
    });
    this.update();
  }

  /** Forgets the lines of rows that are gone. */
  keep(isThere: (rowId: string) => boolean): void {
    [...this.#lines.values()].filter(({ rowId }) => !isThere(rowId)).forEach(({ id }) => this.collapse(id));
  }

  dispose(): void {
    this.keep(() => false);
  }

  #follow<Name extends keyof Collections>(line: LiveLine<Name, Node>): Followed<Node> {
    this.collapse(line.id);
    const { id, rowId, collection, subject } = line;
    const store = new RowStore<Collections[Name]>();
    store.onDidChange(() => this.options.onDidChange({ id, rowId }));
    const followed: Followed<Node> = {
      id, rowId, subject: subjectKey(line), store, target: undefined, isOpen: false, isOneTooMany: false,
      open: (target, fresh) => store.open(
        listener => this.options.subscribe(collection, { ...target, namespace: subject.namespace, subject }, listener),
        { fresh },
      ),
      close: () => store.close(),
      draw: () => line.draw([...store.rows.values()]),
      headline: () => line.headline ? line.headline([...store.rows.values()])
        : store.status.kind === 'live' ? String(store.rows.size) : undefined,
    };
    this.#lines.set(id, followed);
    return followed;
  }

  #openOrClose(line: Followed<Node>): void {
    const target = this.options.target();
    if (!target || line.isOneTooMany || !this.options.isShown(line.rowId)) {
      line.close();
      line.isOpen = false;
      return;
    }
    const key = JSON.stringify(target);
    if (line.isOpen && line.target === key) {
      return;
    }
    line.open(target, key !== line.target);
    line.target = key;
    line.isOpen = true;
    this.#lines.delete(line.id);
    this.#lines.set(line.id, line);
    this.#closeOneTooMany();
  }

  #closeOneTooMany(): void {
    const [first, ...others] = [...this.#lines.values()].filter(({ isOpen }) => isOpen);
    if (first && others.length >= MOST_OPEN_LINES) {
      first.close();
      first.isOpen = false;
      first.isOneTooMany = true;
      this.options.onDidChange(first);
    }
  }
}

function subjectKey({ collection, subject }: { readonly collection: string; readonly subject: SubjectRef }): string {
  return JSON.stringify([collection, subject]);
}
