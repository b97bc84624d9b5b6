import type { ClusterProblem } from '../base/errors.js';
import type { Disposable } from '../base/disposable.js';
import { PENDING, seen, unseen, type Seen } from '../core/kube/seen.js';
import type { Row, RowsEvent } from './clusterConnection.js';
import { follow } from './follow.js';
import { informer, type KubeObject } from './informer.js';
import type { KubeClient } from './kubeClient.js';

/** Facts that were once the same are shared; the few that no object has any more do no harm until there are many. */
const MOST_SHARED = 5_000;

/** What is kept of each object of a collection. */
export interface FactsOptions<Kubernetes, Fact> {
  readonly client: KubeClient;
  readonly path: string;
  /** A text that is the same for objects with the same fact. */
  readonly keyOf: (object: Kubernetes) => string;
  readonly factOf: (object: Kubernetes) => Fact;
  /** A fact is new, another one or gone; or whether they can be seen has changed. */
  readonly onChange: () => void;
}

interface FactRow<Fact> extends Row {
  readonly fact: Fact;
}

/**
 * One fact about each object of a collection, followed by list and watch: never the objects, which are large. By
 * `namespace/name`, or by name. When the collection cannot be read, what was seen stays, with the problem.
 */
export class Facts<Kubernetes extends KubeObject, Fact> implements Disposable {
  readonly #facts = new Map<string, Fact>();
  readonly #shared = new Map<string, Fact>();
  readonly #subscription: Disposable;
  #isComplete = false;
  #problem: ClusterProblem | undefined;

  constructor(private readonly options: FactsOptions<Kubernetes, Fact>) {
    const { client, path } = options;
    const follower = informer<Kubernetes, FactRow<Fact>>({ client, path, toRow: object => this.#rowOf(object) });
    this.#subscription = follow(follower, event => this.#receive(event));
  }

  /** Pending until all were listed for the first time. */
  get current(): Seen<ReadonlyMap<string, Fact>> {
    if (this.#isComplete) {
      return seen(this.#facts, this.#problem);
    }
    return this.#problem ? unseen(this.#problem) : PENDING;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #receive(event: RowsEvent<FactRow<Fact>>): void {
    switch (event.kind) {
      case 'changed': {
        const changed = event.rows.filter(({ id, fact }) => this.#facts.get(id) !== fact);
        changed.forEach(({ id, fact }) => this.#facts.set(id, fact));
        const removed = event.removed.filter(id => this.#facts.delete(id));
        this.#tellIf(this.#isComplete && changed.length + removed.length > 0);
        break;
      }
      case 'synced': {
        const isFirst = !this.#isComplete;
        this.#isComplete = true;
        this.#tellIf(this.#setProblem(event.unwatched) || isFirst);
        break;
      }
      case 'failed':
        this.#tellIf(this.#setProblem(event.problem));
        break;
    }
  }

  /** Returns whether it is another one. */
  #setProblem(problem: ClusterProblem | undefined): boolean {
    const isNews = problem?.message !== this.#problem?.message;
    this.#problem = problem;
    return isNews;
  }

  #tellIf(isNews: boolean): void {
    if (isNews) {
      this.options.onChange();
    }
  }

  #rowOf(object: Kubernetes): FactRow<Fact> {
    const { name, namespace } = object.metadata;
    return { id: namespace === undefined ? name : `${namespace}/${name}`, fact: this.#share(object) };
  }

  #share(object: Kubernetes): Fact {
    const key = this.options.keyOf(object);
    const known = this.#shared.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#shared.size >= MOST_SHARED) {
      this.#shared.clear();
    }
    const fact = this.options.factOf(object);
    this.#shared.set(key, fact);
    return fact;
  }
}
