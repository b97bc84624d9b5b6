import { ClusterError } from '../base/errors.js';
import { availableCondition, type ApiService } from '../core/kube/apiService.js';
import type { HorizontalPodAutoscaler } from '../core/kube/hpa.js';
import type { Pod } from '../core/kube/pod.js';
import { keptEndpointSlice, type EndpointSlice, type KeptEndpointSlice } from '../core/pipeline/endpointsLink.js';
import { kubeletOf, type Kubelet, type Node } from '../core/pipeline/kubelet.js';
import { metricsNeed, type MetricsNeed } from '../core/pipeline/metricsNeed.js';
import { offeredResources, type ApiResourceList, type OfferedResource } from '../core/pipeline/offeredResource.js';
import { pipelinePod, type PipelinePod } from '../core/pipeline/pipelinePod.js';
import { keptService, type KeptService, type Service } from '../core/pipeline/serviceLink.js';
import { apiPrefix } from '../core/raw/objectRef.js';
import type { Row } from './clusterConnection.js';
import type { Follower } from './follow.js';
import { informer, type KubeObject } from './informer.js';
import type { KubeClient } from './kubeClient.js';
import { namespacedPath } from './namespacedPath.js';

/** What is kept of an APIService: not its certificates. */
export type KeptApiService = ApiService & Row;

/** Follows all APIServices. */
export function followApiServices(client: KubeClient): Follower<KeptApiService> {
  return informer<ApiService, KeptApiService>({
    client, path: '/apis/apiregistration.k8s.io/v1/apiservices', toRow: keptApiService,
  });
}

/** Follows one Service by its name: it may come and go. */
export function followService(client: KubeClient, namespace: string, name: string): Follower<KeptService> {
  const path = namespacedPath('/api/v1', 'services', namespace);
  return informer<Service & KubeObject, KeptService>({
    client, path: `${path}?fieldSelector=${encodeURIComponent(`metadata.name=${name}`)}`, toRow: keptService,
  });
}

/** Follows the EndpointSlices of a Service. */
export function followEndpointSlices(
  client: KubeClient, namespace: string, service: string,
): Follower<KeptEndpointSlice> {
  const path = namespacedPath('/apis/discovery.k8s.io/v1', 'endpointslices', namespace);
  const labelSelector = encodeURIComponent(`kubernetes.io/service-name=${service}`);
  return informer<EndpointSlice & KubeObject, KeptEndpointSlice>({
    client, path: `${path}?labelSelector=${labelSelector}`, toRow: keptEndpointSlice,
  });
}

/** Follows the pods that a selector finds. */
export function followPods(client: KubeClient, namespace: string, labelSelector: string): Follower<PipelinePod> {
  const path = namespacedPath('/api/v1', 'pods', namespace);
  return informer<Pod & KubeObject, PipelinePod>({
    client, path: `${path}?labelSelector=${encodeURIComponent(labelSelector)}`, toRow: pipelinePod,
  });
}

/** Follows the kubelets of all nodes. */
export function followKubelets(client: KubeClient): Follower<Kubelet> {
  return informer<Node & KubeObject, Kubelet>({ client, path: '/api/v1/nodes', toRow: kubeletOf });
}

/** Follows what autoscalers need: of all namespaces, or of one when that is all that one may see. */
export function followNeeds(client: KubeClient, namespace: string | undefined): Follower<MetricsNeed> {
  const needsOf = (scope: string | undefined): Follower<MetricsNeed> =>
    informer<HorizontalPodAutoscaler & KubeObject, MetricsNeed>({
      client, path: namespacedPath('/apis/autoscaling/v2', 'horizontalpodautoscalers', scope), toRow: metricsNeed,
    });
  return async (sink, signal) => {
    try {
      return await needsOf(undefined)(sink, signal);
    } catch (error) {
      if (namespace !== undefined && error instanceof ClusterError && error.code === 'forbidden') {
        return needsOf(namespace)(sink, signal);
      }
      throw error;
    }
  };
}

/** Asks once what a group version offers; only a failure is tried again. */
export function readResources(
  client: KubeClient, groupVersion: string, namespace: string | undefined,
): Follower<OfferedResource & Row> {
  return async (sink, signal) => {
    const discovered = await client.get<ApiResourceList>(apiPrefix(groupVersion), signal);
    const offered = offeredResources(discovered, groupVersion, namespace)
      .map(resource => ({ ...resource, id: resource.name }));
    sink.changed(offered, []);
    sink.complete(new Set(offered.map(({ id }) => id)));
    return untilAborted(signal);
  };
}

function keptApiService(service: ApiService): KeptApiService {
  const { metadata: { name, creationTimestamp }, spec: { group, version, service: reference } = {} } = service;
  const condition = availableCondition(service);
  return {
    id: name,
    metadata: { name, ...(creationTimestamp === undefined ? {} : { creationTimestamp }) },
    spec: {
      ...(group === undefined ? {} : { group }),
      ...(version === undefined ? {} : { version }),
      ...(reference ? { service: reference } : {}),
    },
    status: { conditions: condition ? [condition] : [] },
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
