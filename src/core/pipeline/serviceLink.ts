/** A Service: the fields that we read, as the API server sends them. */
export interface Service {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    /** ClusterIP, NodePort, LoadBalancer, ExternalName. */
    readonly type?: string;
    readonly externalName?: string;
    readonly selector?: Readonly<Record<string, string>> | null;
    readonly ports?: readonly ServicePort[] | null;
  };
}

export interface ServicePort {
  /** Absent when the Service has one port only. */
  readonly name?: string;
  readonly port: number;
  /** A port of the pods, by number or by name. */
  readonly targetPort?: number | string;
}

/** What we keep of a Service that is followed. */
export interface KeptService {
  readonly id: string;
  /** The host that an ExternalName stands for. */
  readonly externalName: string | undefined;
  /** As a query for pods has it; absent: it selects none, and somebody else writes its EndpointSlices. */
  readonly selector: string | undefined;
  readonly ports: readonly ServicePort[];
}

/**
 * The Service behind an APIService:
 * - `listening` on the port that the APIService names
 * - `wrongPort`: on others only
 * - `externalName`: it stands for a host elsewhere
 */
export type ServiceLink =
  | { readonly kind: 'absent' }
  | { readonly kind: 'listening'; readonly port: number; readonly portName: string; readonly targetPort: string }
  | { readonly kind: 'wrongPort'; readonly port: number; readonly ports: readonly number[] }
  | { readonly kind: 'externalName'; readonly host: string };

/** Reads a Service; it may have no ports and no selector. */
export function keptService({ metadata, spec }: Service): KeptService {
  const selector = Object.entries(spec?.selector ?? {}).map(([key, value]) => `${key}=${value}`).sort().join(',');
  return {
    id: `${metadata.namespace ?? ''}/${metadata.name}`,
    externalName: spec?.type === 'ExternalName' ? spec.externalName ?? '' : undefined,
    selector: selector === '' ? undefined : selector,
    ports: (spec?.ports ?? []).map(({ name = '', port, targetPort = port }) => ({ name, port, targetPort })),
  };
}

/** Looks for the port of an APIService. @see kubernetes/apiserver pkg/util/proxy/proxy.go, `findServicePort` */
export function serviceLink(service: KeptService | undefined, port: number): ServiceLink {
  if (!service) {
    return { kind: 'absent' };
  }
  if (service.externalName !== undefined) {
    return { kind: 'externalName', host: service.externalName };
  }
  const found = service.ports.find(candidate => candidate.port === port);
  return found
    ? { kind: 'listening', port, portName: found.name ?? '', targetPort: String(found.targetPort) }
    : { kind: 'wrongPort', port, ports: service.ports.map(({ port: other }) => other) };
}
