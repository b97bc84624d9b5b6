/** An apiregistration.k8s.io/v1 APIService: the fields that we read, as the API server sends them. */
export interface ApiService {
  readonly metadata: {
    readonly name: string;
    readonly resourceVersion?: string;
    /** RFC 3339, whole seconds. */
    readonly creationTimestamp?: string;
  };
  readonly spec?: {
    /** Empty for the core group. */
    readonly group?: string;
    readonly version?: string;
    /** Absent: the API server itself serves the group. */
    readonly service?: ServiceReference | null;
  };
  readonly status?: { readonly conditions?: readonly ApiServiceCondition[] | null };
}

export interface ServiceReference {
  readonly namespace?: string;
  readonly name?: string;
  /** Default: 443. */
  readonly port?: number;
}

export interface ApiServiceCondition {
  readonly type: string;
  /** True, False, Unknown. */
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  /** RFC 3339, whole seconds. */
  readonly lastTransitionTime?: string | null;
}

/** The condition that says whether the API can be used; absent until somebody has looked. */
export function availableCondition({ status }: ApiService): ApiServiceCondition | undefined {
  return (status?.conditions ?? []).find(({ type }) => type === 'Available');
}

/**
 * The column SERVICE: `Local`, or the namespace and the name.
 *
 * @see kubernetes/kube-aggregator pkg/registry/apiservice/etcd/etcd.go, `ConvertToTable`
 */
export function formatService({ spec }: ApiService): string {
  return spec?.service ? `${spec.service.namespace ?? ''}/${spec.service.name ?? ''}` : 'Local';
}

/**
 * The column AVAILABLE: `True`, `False (MissingEndpoints)`; `Unknown` when there is no such condition.
 *
 * @see kubernetes/kube-aggregator pkg/registry/apiservice/etcd/etcd.go, `ConvertToTable`
 */
export function formatAvailable(service: ApiService): string {
  const condition = availableCondition(service);
  if (!condition) {
    return 'Unknown';
  }
  const { status, reason } = condition;
  return status === 'True' || !reason ? status : `${status} (${reason})`;
}
