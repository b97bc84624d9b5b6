import type { Disposable } from '../base/disposable.js';
import type { KeptEndpointSlice } from '../core/pipeline/endpointsLink.js';
import type { Kubelet } from '../core/pipeline/kubelet.js';
import type { MetricsNeed } from '../core/pipeline/metricsNeed.js';
import type { OfferedResource, OfferedResources } from '../core/pipeline/offeredResource.js';
import type { PipelinePod } from '../core/pipeline/pipelinePod.js';
import type { PipelineObjects } from '../core/pipeline/pipelineRow.js';
import { mapSeen, type Seen } from '../core/kube/seen.js';
import type { KeptService } from '../core/pipeline/serviceLink.js';
import type { Row } from './clusterConnection.js';
import type { KubeClient } from './kubeClient.js';
import {
  followEndpointSlices, followKubelets, followNeeds, followPods, followService, readResources,
} from './pipelineSources.js';
import { WatchSet } from './watchSet.js';

/** Everything behind the APIServices, followed for as long as it is looked up. */
export class PipelineWatches implements Omit<PipelineObjects, 'apiServices'>, Disposable {
  readonly #services: WatchSet<KeptService>;
  readonly #endpointSlices: WatchSet<KeptEndpointSlice>;
  readonly #pods: WatchSet<PipelinePod>;
  readonly #kubelets: WatchSet<Kubelet>;
  readonly #needs: WatchSet<MetricsNeed>;
  readonly #resources: WatchSet<OfferedResource & Row>;

  /** @param namespace where autoscalers are looked for when they may not be seen in all */
  constructor(
    private readonly client: KubeClient,
    private readonly namespace: string | undefined,
    onChange: () => void,
  ) {
    this.#services = new WatchSet(onChange);
    this.#endpointSlices = new WatchSet(onChange);
    this.#pods = new WatchSet(onChange);
    this.#kubelets = new WatchSet(onChange);
    this.#needs = new WatchSet(onChange);
    this.#resources = new WatchSet(onChange);
  }

  services(namespace: string, name: string): Seen<readonly KeptService[]> {
    return this.#services.look(`${namespace}/${name}`, () => followService(this.client, namespace, name)).seen;
  }

  endpointSlices(namespace: string, service: string): Seen<readonly KeptEndpointSlice[]> {
    return this.#endpointSlices
      .look(`${namespace}/${service}`, () => followEndpointSlices(this.client, namespace, service)).seen;
  }

  pods(namespace: string, selector: string): Seen<readonly PipelinePod[]> {
    return this.#pods.look(`${namespace}?${selector}`, () => followPods(this.client, namespace, selector)).seen;
  }

  kubelets(): Seen<readonly Kubelet[]> {
    return this.#kubelets.look('', () => followKubelets(this.client)).seen;
  }

  needs(): Seen<readonly MetricsNeed[]> {
    return this.#needs.look('', () => followNeeds(this.client, this.namespace)).seen;
  }

  resources(groupVersion: string, since: string): Seen<OfferedResources> {
    const watch = this.#resources
      .look(`${groupVersion} ${since}`, () => readResources(this.client, groupVersion, this.namespace));
    return mapSeen(watch.seen, list => ({ list, atMs: watch.completeAtMs }));
  }

  /** Ends what was not looked up since the last time. */
  sweep(): void {
    this.#all().forEach(set => set.sweep());
  }

  dispose(): void {
    this.#all().forEach(set => set.dispose());
  }

  #all(): readonly { sweep(): void; dispose(): void }[] {
    return [this.#services, this.#endpointSlices, this.#pods, this.#kubelets, this.#needs, this.#resources];
  }
}
