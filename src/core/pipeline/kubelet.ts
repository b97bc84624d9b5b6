/** A Node: the fields that we read, as the API server sends them. */
export interface Node {
  readonly metadata: { readonly name: string };
  readonly status?: {
    readonly addresses?: readonly { readonly type: string; readonly address: string }[] | null;
    readonly conditions?: readonly NodeCondition[] | null;
    readonly daemonEndpoints?: { readonly kubeletEndpoint?: { readonly Port?: number } };
  };
}

export interface NodeCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** The kubelet of a node, as metrics-server looks for it. */
export interface Kubelet {
  readonly id: string;
  readonly name: string;
  /** `192.0.2.72:10250`; absent when the node has no address of a type that is asked for. */
  readonly address: string | undefined;
  readonly isReady: boolean;
  /** Why the node is not Ready, in the words of its condition. */
  readonly words: string | undefined;
}

/** The flags of metrics-server's chart: `--kubelet-preferred-address-types`, and the port that the node tells. */
const ADDRESS_TYPES = ['InternalIP', 'ExternalIP', 'Hostname'] as const;
const DEFAULT_PORT = 10_250;

/**
 * Where a metrics-server with the flags of its chart dials a node.
 *
 * @see kubernetes-sigs/metrics-server pkg/utils/address_resolver.go, `NodeAddress`
 */
export function kubeletOf({ metadata, status }: Node): Kubelet {
  const host = ADDRESS_TYPES
    .map(wanted => status?.addresses?.find(({ type }) => type === wanted)?.address)
    .find(address => address !== undefined);
  const port = status?.daemonEndpoints?.kubeletEndpoint?.Port || DEFAULT_PORT;
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const isReady = ready?.status === 'True';
  return {
    id: metadata.name,
    name: metadata.name,
    address: host === undefined ? undefined : `${host.includes(':') ? `[${host}]` : host}:${port}`,
    isReady,
    words: isReady ? undefined : [ready?.reason, ready?.message].filter(Boolean).join(': '),
  };
}
