import { assertNever } from '../../base/assertNever.js';
import { t } from '../../base/l10n.js';
import { formatAge } from '../../core/kube/age.js';
import type { EndpointsLink } from '../../core/pipeline/endpointsLink.js';
import type { Kubelet } from '../../core/pipeline/kubelet.js';
import type { OfferedResources } from '../../core/pipeline/offeredResource.js';
import type { ApiServiceRow } from '../../core/pipeline/pipelineRow.js';
import type { Seen } from '../../core/kube/seen.js';
import type { PodsLink, ServiceChain } from '../../core/pipeline/serviceChain.js';
import type { ServiceLink } from '../../core/pipeline/serviceLink.js';
import { serviceRef } from '../../core/raw/objectRef.js';
import type { DetailNode } from './detailNode.js';
import { detail, type Detail } from './detailNodes.js';
import { kubeletLine, offeredLine, podLine } from './pipelineObjects.js';

/** What a link looks like: good, bad, or neither. */
const GOOD = { icon: 'pass', color: 'testing.iconPassed' };
const BAD = { icon: 'error', color: 'list.errorForeground' };
const NEUTRAL = { icon: 'info' };

/** How a link that was seen is shown. */
type Shown = Pick<Detail, 'description' | 'spoken' | 'icon' | 'color' | 'children' | 'open' | 'contextValue' | 'about'>;

/** The lines below an APIService: its condition, and link by link what is behind it. */
export function apiServiceDetails(row: ApiServiceRow): DetailNode[] {
  const id = `apiService/${row.id}`;
  return [
    conditionLine(id, row),
    ...(row.chain ? chainLines(id, row.chain) : []),
    ...(row.chain || row.resources ? [resourcesLine(id, row)] : []),
  ];
}

function conditionLine(id: string, { condition, state }: ApiServiceRow): DetailNode {
  const { status, reason, message, lastTransitionTime } = condition ?? {};
  const age = lastTransitionTime ? formatAge(lastTransitionTime, Date.now()) : undefined;
  const since = age && t('since {0}', age);
  return detail({
    id: `${id}/available`,
    label: 'Available',
    description: [status ?? t('not looked at yet'), reason, age, message].filter(Boolean).join('  '),
    spoken: [status ?? t('not looked at yet'), reason, since, message].filter(Boolean).join(', '),
    ...(state === 'available' ? GOOD : state === 'unavailable' ? BAD : NEUTRAL),
  });
}

function chainLines(id: string, chain: ServiceChain): DetailNode[] {
  const { service, endpoints, pods, kubelets } = chain;
  return [
    link(`${id}/service`, 'Service', service, found => shownService(found, chain)),
    link(`${id}/endpoints`, 'EndpointSlices', endpoints, shownEndpoints),
    ...(pods ? [link(`${id}/pods`, 'Pods', pods, found => shownPods(`${id}/pods`, found))] : []),
    ...(kubelets
      ? [link(`${id}/kubelets`, 'Kubelets', kubelets, found => shownKubelets(`${id}/kubelets`, found))]
      : []),
  ];
}

/** A link that was not seen says so, and why: it never looks like one that is not there. */
function link<T>(id: string, label: string, seen: Seen<T>, shown: (value: T) => Shown): DetailNode {
  switch (seen.kind) {
    case 'seen': return detail({ id, label, ...shown(seen.value) });
    case 'pending': return detail({ id, label, description: t('not read yet'), icon: 'loading' });
    case 'unseen': return detail({ id, label, description: t('not seen: {0}', seen.why), icon: 'eye-closed' });
    default: return assertNever(seen);
  }
}

function shownService(link: ServiceLink, { namespace, name }: ServiceChain): Shown {
  const there = { contextValue: 'pipelineService', about: { object: serviceRef({ namespace, name }) } };
  switch (link.kind) {
    case 'absent': return { description: t('{0} not found', name), ...BAD };
    case 'listening': return {
      description: `${name}:${link.port} → ${link.targetPort}`,
      spoken: t('{0}, port {1} to {2}', name, link.port, link.targetPort),
      ...GOOD,
      ...there,
    };
    case 'externalName': return {
      description: `${name} → ExternalName ${link.host}`,
      spoken: `${name}, ExternalName ${link.host}`,
      ...NEUTRAL,
      ...there,
    };
    case 'wrongPort': return {
      description: link.ports.length === 0
        ? t('{0} has no ports', name)
        : t('{0} is not listening on port {1}, only on {2}', name, link.port, link.ports.join(', ')),
      ...BAD,
      ...there,
    };
    default: return assertNever(link);
  }
}

function shownEndpoints({ slices, slicesWithPort, portName, ready, notReady }: EndpointsLink): Shown {
  if (slices === 0) {
    return { description: t('none'), ...BAD };
  }
  if (slicesWithPort === 0) {
    return { description: t('{0}, none with the port "{1}"', slices, portName ?? ''), ...BAD };
  }
  if (ready === 0) {
    return { description: t('{0}, no ready address', slices), ...BAD };
  }
  const words = ready === 1 ? t('{0}, 1 ready address', slices) : t('{0}, {1} ready addresses', slices, ready);
  return { description: notReady === 0 ? words : t('{0}, {1} not ready', words, notReady), ...GOOD };
}

function shownPods(id: string, link: PodsLink): Shown {
  if (link.kind === 'noSelector') {
    return { description: t('the Service has no selector'), ...NEUTRAL };
  }
  const { pods, selector } = link;
  if (pods.length === 0) {
    return { description: t('none with {0}', selector), ...BAD };
  }
  const ready = pods.filter(({ isReady }) => isReady).length;
  return {
    description: t('{0} of {1} ready', ready, pods.length),
    ...(ready > 0 ? GOOD : BAD),
    open: ready < pods.length,
    children: () => pods.map(pod => podLine(id, pod)),
  };
}

/** Whether metrics-server gets answers is not known here: only where it asks, and whether the nodes are well. */
function shownKubelets(id: string, kubelets: readonly Kubelet[]): Shown {
  if (kubelets.length === 0) {
    return { description: t('no nodes'), ...BAD };
  }
  const ready = kubelets.filter(({ isReady }) => isReady).length;
  return {
    description: t('{0} of {1} nodes Ready', ready, kubelets.length),
    ...(ready === 0 ? BAD : NEUTRAL),
    children: () => kubelets.map(kubelet => kubeletLine(id, kubelet)),
  };
}

function resourcesLine(id: string, { group, resources }: ApiServiceRow): DetailNode {
  const label = group === 'metrics.k8s.io' ? t('Resources') : t('Metrics');
  return resources
    ? link(`${id}/resources`, label, resources, found => shownResources(`${id}/resources`, found))
    : detail({ id: `${id}/resources`, label, description: t('not asked: not available'), icon: 'circle-slash' });
}

function shownResources(id: string, { list, atMs }: OfferedResources): Shown {
  return {
    description: t('{0}, read {1}', list.length, new Date(atMs).toLocaleTimeString()),
    icon: 'list-unordered',
    ...(list.length === 0 ? {} : { children: () => list.map(resource => offeredLine(id, resource)) }),
  };
}
