/** A discovery.k8s.io/v1 EndpointSlice: the fields that we read, as the API server sends them. */
export interface EndpointSlice {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly endpoints?: readonly Endpoint[] | null;
  readonly ports?: readonly { readonly name?: string; readonly port?: number | null }[] | null;
}

export interface Endpoint {
  readonly addresses?: readonly string[] | null;
  /** An absent `ready` is as good as true. */
  readonly conditions?: { readonly ready?: boolean | null };
}

/** What we keep of an EndpointSlice that is followed. */
export interface KeptEndpointSlice {
  readonly id: string;
  readonly portNames: readonly string[];
  /** One address for each endpoint: only the first is ever dialled. */
  readonly ready: readonly string[];
  readonly notReady: readonly string[];
}

/** The EndpointSlices of a Service taken together. */
export interface EndpointsLink {
  readonly slices: number;
  /** Of the slices, those that have the port. */
  readonly slicesWithPort: number;
  /** The name of the port; empty for the only port of a Service, absent when the Service was not seen. */
  readonly portName: string | undefined;
  /** Addresses behind the port, each counted once. */
  readonly ready: number;
  readonly notReady: number;
}

/** Reads an EndpointSlice; what is null in it is empty. */
export function keptEndpointSlice({ metadata, endpoints, ports }: EndpointSlice): KeptEndpointSlice {
  const addresses = (isReady: boolean): string[] => (endpoints ?? [])
    .filter(({ conditions }) => (conditions?.ready ?? true) === isReady)
    .flatMap(endpoint => endpoint.addresses?.[0] ?? []);
  return {
    id: `${metadata.namespace ?? ''}/${metadata.name}`,
    portNames: (ports ?? []).filter(({ port }) => typeof port === 'number').map(({ name = '' }) => name),
    ready: addresses(true),
    notReady: addresses(false),
  };
}

/**
 * Counts the addresses to which requests can go.
 *
 * @param portName of the Service's port; undefined when the Service was not seen: then any port will do
 * @see kubernetes/apiserver pkg/util/proxy/proxy.go, `RandomEndpoint`
 */
export function endpointsLink(slices: readonly KeptEndpointSlice[], portName: string | undefined): EndpointsLink {
  const withPort = slices.filter(({ portNames }) => portName === undefined || portNames.includes(portName));
  const ready = new Set(withPort.flatMap(slice => slice.ready));
  const notReady = new Set(withPort.flatMap(slice => slice.notReady).filter(address => !ready.has(address)));
  return {
    slices: slices.length,
    slicesWithPort: withPort.length,
    portName,
    ready: ready.size,
    notReady: notReady.size,
  };
}
