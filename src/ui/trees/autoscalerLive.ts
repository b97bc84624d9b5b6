import { t } from '../../base/l10n.js';
import type { AutoscalerRow } from '../../core/hpa/autoscalerRow.js';
import type { TargetPodRow } from '../../core/hpa/targetPodRow.js';
import { compareEvents, eventAge, type EventRow } from '../../core/kube/event.js';
import { compareBytes } from '../../base/compareBytes.js';
import { podRef } from '../../core/raw/objectRef.js';
import type { DetailNode } from './detailNode.js';
import { detail } from './detailNodes.js';
import type { LiveDetails } from './liveDetails.js';
import { podColumns } from './podColumns.js';

/** The events about an autoscaler, the newest first. */
export function eventsLine(id: string, row: AutoscalerRow, live: LiveDetails): DetailNode {
  return live.node({
    id: `${id}/events`, rowId: row.id, label: t('Events'), icon: 'bell', contextValue: 'hpaEvents',
    collection: 'events',
    subject: { namespace: row.namespace, name: row.name, uid: row.uid, kind: 'HorizontalPodAutoscaler' },
    empty: t('none: a cluster keeps them for about an hour'),
    draw: events => [...events].sort(compareEvents).map(event => eventLine(id, event)),
  });
}

/** The pods that an autoscaler counts, by name. */
export function podsLine(id: string, row: AutoscalerRow, live: LiveDetails): DetailNode {
  const { kind, name, apiVersion } = row.target;
  return live.node({
    id: `${id}/pods`, rowId: row.id, label: t('Pods'), icon: 'package', contextValue: 'hpaPods',
    collection: 'targetPods',
    subject: { namespace: row.namespace, name, kind, ...(apiVersion === undefined ? {} : { apiVersion }) },
    empty: t('none: the selector of {0} finds no pod', row.reference),
    draw: pods => [...pods].sort((a, b) => compareBytes(a.name, b.name)).map(pod => podLine(id, pod, row.reference)),
  });
}

/** Exported for its test. */
export function eventLine(id: string, event: EventRow): DetailNode {
  const age = eventAge(event, Date.now());
  return detail({
    id: `${id}/event/${event.id}`,
    label: event.reason,
    description: [age, event.message].join('   '),
    spoken: [event.type, age, event.message, event.from].filter(Boolean).join(', '),
    ...(event.type === 'Warning' ? { icon: 'warning', color: 'list.warningForeground' } : { icon: 'info' }),
    contextValue: 'hpaEvent',
  });
}

/** Exported for its test: the columns of `kubectl get pods`, and whose pod it is when it is not the target's. */
export function podLine(id: string, pod: TargetPodRow, reference: string): DetailNode {
  const stranger = pod.isOfTarget === false ? strangerText(pod, reference) : undefined;
  return detail({
    id: `${id}/pod/${pod.name}`,
    label: pod.name,
    ...podColumns(pod, stranger),
    ...(stranger === undefined ? { icon: 'package' } : { icon: 'warning', color: 'list.warningForeground' }),
    contextValue: 'hpaPod',
    about: { object: podRef(pod) },
  });
}

function strangerText({ controller }: TargetPodRow, reference: string): string {
  return controller === undefined
    ? t('counted, but nobody\'s')
    : t('counted, but of {0}, not of {1}', controller, reference);
}
