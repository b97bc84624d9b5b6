import { t } from '../../base/l10n.js';
import type { ServiceReference } from '../kube/apiService.js';
import { endpointsLink, type EndpointsLink, type KeptEndpointSlice } from './endpointsLink.js';
import type { Kubelet } from './kubelet.js';
import type { MetricsGroup } from './metricsNeed.js';
import type { PipelinePod } from './pipelinePod.js';
import { mapSeen, type Seen } from '../kube/seen.js';
import { serviceLink, type KeptService, type ServiceLink } from './serviceLink.js';

const DEFAULT_PORT = 443;

/** The pods behind a Service; `noSelector`: it finds none by itself. */
export type PodsLink =
  | { readonly kind: 'noSelector' }
  | { readonly kind: 'selected'; readonly selector: string; readonly pods: readonly PipelinePod[] };

/** The way of a request behind an APIService, link by link; each link is seen or not for itself. */
export interface ServiceChain {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
  readonly service: Seen<ServiceLink>;
  readonly endpoints: Seen<EndpointsLink>;
  /** Absent when there is no Service: then nothing says which pods are meant. */
  readonly pods: Seen<PodsLink> | undefined;
  /** What metrics-server asks in turn; absent behind the adapters of the other groups. */
  readonly kubelets: Seen<readonly Kubelet[]> | undefined;
}

/** Where the objects of a chain are looked up. */
export interface ChainObjects {
  /** The Service of this name, as a list of one or none. */
  services(namespace: string, name: string): Seen<readonly KeptService[]>;
  /** The EndpointSlices of the Service of this name. */
  endpointSlices(namespace: string, service: string): Seen<readonly KeptEndpointSlice[]>;
  pods(namespace: string, selector: string): Seen<readonly PipelinePod[]>;
  kubelets(): Seen<readonly Kubelet[]>;
}

/** Follows the chain from the Service that an APIService names. Nothing is probed: only objects are read. */
export function serviceChain(reference: ServiceReference, group: MetricsGroup, objects: ChainObjects): ServiceChain {
  const { namespace = '', name = '', port = DEFAULT_PORT } = reference;
  const found = mapSeen(objects.services(namespace, name), ([first]) => first);
  const service = mapSeen(found, kept => serviceLink(kept, port));
  const portName = service.kind === 'seen' && service.value.kind === 'listening' ? service.value.portName : undefined;
  return {
    namespace,
    name,
    port,
    service,
    endpoints: mapSeen(objects.endpointSlices(namespace, name), slices => endpointsLink(slices, portName)),
    pods: podsLink(found, namespace, objects),
    kubelets: group === 'metrics.k8s.io' ? objects.kubelets() : undefined,
  };
}

function podsLink(
  service: Seen<KeptService | undefined>, namespace: string, objects: ChainObjects,
): Seen<PodsLink> | undefined {
  if (service.kind === 'unseen') {
    return { ...service, why: t('the Service that selects them was not seen') };
  }
  if (service.kind === 'pending') {
    return service;
  }
  if (!service.value) {
    return undefined;
  }
  const { selector } = service.value;
  return selector === undefined
    ? { kind: 'seen', value: { kind: 'noSelector' } }
    : mapSeen(objects.pods(namespace, selector), pods => ({ kind: 'selected', selector, pods }));
}
