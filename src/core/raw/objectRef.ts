/** Names one object of a cluster, with all that its path takes. Plain data: tree rows carry it, it crosses threads. */
export interface ObjectRef {
  /** `v1`, or the group and the version: `apps/v1`. */
  readonly apiVersion: string;
  /** As in paths: `horizontalpodautoscalers`. */
  readonly plural: string;
  readonly kind: string;
  /** Absent: the object is in no namespace. */
  readonly namespace?: string;
  readonly name: string;
}

/** Names an object by its kind, as another object refers to it; its plural is found by discovery. */
export interface KindRef {
  /** Empty: the core group. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** An autoscaler, in the version that we read. */
export function autoscalerRef({ namespace, name }: Named): ObjectRef {
  const kind = 'HorizontalPodAutoscaler';
  return { apiVersion: 'autoscaling/v2', plural: 'horizontalpodautoscalers', kind, namespace, name };
}

export function podRef({ namespace, name }: Named): ObjectRef {
  return { apiVersion: 'v1', plural: 'pods', kind: 'Pod', namespace, name };
}

export function serviceRef({ namespace, name }: Named): ObjectRef {
  return { apiVersion: 'v1', plural: 'services', kind: 'Service', namespace, name };
}

export function nodeRef(name: string): ObjectRef {
  return { apiVersion: 'v1', plural: 'nodes', kind: 'Node', name };
}

export function apiServiceRef(name: string): ObjectRef {
  return { apiVersion: 'apiregistration.k8s.io/v1', plural: 'apiservices', kind: 'APIService', name };
}

interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** The path of an object: `/apis/apps/v1/namespaces/shop/deployments/web`. */
export function objectPath({ apiVersion, plural, namespace, name }: ObjectRef): string {
  const collection = namespace === undefined ? [plural] : ['namespaces', namespace, plural];
  return `${apiPrefix(apiVersion)}/${[...collection, name].map(encodeSegment).join('/')}`;
}

/** Where a group and version is served: `/api/v1`, `/apis/apps/v1`. */
export function apiPrefix(apiVersion: string): string {
  return `${apiVersion.includes('/') ? '/apis' : '/api'}/${apiVersion.split('/').map(encodeSegment).join('/')}`;
}

/** One part of a path, percent-encoded; a colon stays, since it is plain there and names of roles are full of them. */
export function encodeSegment(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':');
}
