import type { ClusterProblem } from '../base/errors.js';
import { pipelineRows, type PipelineRow } from '../core/pipeline/pipelineRow.js';
import type { Follower, RowSink } from './follow.js';
import type { KubeClient } from './kubeClient.js';
import { followApiServices, type KeptApiService } from './pipelineSources.js';
import { PipelineWatches } from './pipelineWatches.js';
import { SentRows } from './sentRows.js';

/** Changes within this time are worked out together: a restart of metrics-server touches pod, slice and condition. */
const COALESCE_MS = 50;

/**
 * Follows the metrics pipeline: all APIServices, and behind those of the metrics APIs what serves them. Only a failure
 * of the APIServices is one of the whole; any other is shown by the link that it hides.
 */
export function followPipeline(client: KubeClient, namespace: string | undefined): Follower<PipelineRow> {
  return async (sink, signal) => {
    const pipeline = new Pipeline(client, namespace, sink);
    try {
      return await followApiServices(client)(pipeline.apiServices, signal);
    } finally {
      pipeline.dispose();
    }
  };
}

/** Works the rows out anew after each change, and sends those that are different. */
class Pipeline {
  readonly #apiServices = new Map<string, KeptApiService>();
  readonly #watches: PipelineWatches;
  readonly #sent = new SentRows<PipelineRow>();
  #isListed = false;
  #owesComplete = false;
  /** Why APIServices may not be watched. */
  #unwatched: ClusterProblem | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Where the APIServices are told. */
  readonly apiServices: RowSink<KeptApiService> = {
    changed: (services, removed) => {
      services.forEach(service => this.#apiServices.set(service.id, service));
      removed.forEach(id => this.#apiServices.delete(id));
      this.#schedule();
    },
    complete: (ids, unwatched) => {
      [...this.#apiServices.keys()].filter(id => !ids.has(id)).forEach(id => this.#apiServices.delete(id));
      this.#isListed = true;
      this.#owesComplete = true;
      this.#unwatched = unwatched;
      this.#schedule();
    },
  };

  constructor(client: KubeClient, namespace: string | undefined, private readonly sink: RowSink<PipelineRow>) {
    this.#watches = new PipelineWatches(client, namespace, () => this.#schedule());
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watches.dispose();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#isListed) { // until then an API that was not told yet would look missing
        this.#send();
      }
    }, COALESCE_MS);
  }

  #send(): void {
    const { changed, removed } = this.#sent.next(this.#rows());
    this.sink.changed(changed, removed);
    this.#complete(this.#sent.ids);
  }

  /** Looking the objects up opens the watches that are needed; the others are ended. */
  #rows(): PipelineRow[] {
    const watches = this.#watches;
    const rows = pipelineRows({
      apiServices: () => [...this.#apiServices.values()],
      needs: () => watches.needs(),
      services: (namespace, name) => watches.services(namespace, name),
      endpointSlices: (namespace, service) => watches.endpointSlices(namespace, service),
      pods: (namespace, selector) => watches.pods(namespace, selector),
      kubelets: () => watches.kubelets(),
      resources: (groupVersion, since) => watches.resources(groupVersion, since),
    });
    watches.sweep();
    return rows;
  }

  /** Not before it is known, or known to be hidden, what the autoscalers need: that makes rows, too. */
  #complete(ids: ReadonlySet<string>): void {
    if (this.#owesComplete && this.#watches.needs().kind !== 'pending') {
      this.#owesComplete = false;
      this.sink.complete(ids, this.#unwatched);
    }
  }
}
