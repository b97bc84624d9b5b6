import { eventRow, type CoreEvent, type EventRow } from '../core/kube/event.js';
import type { SubjectRef } from './clusterConnection.js';
import type { Follower } from './follow.js';
import { informer, type KubeObject } from './informer.js';
import type { KubeClient } from './kubeClient.js';
import { namespacedPath } from './namespacedPath.js';

/**
 * Follows the events about one object, by its uid where that is known: an earlier object of the same name had events
 * of its own.
 */
export function followEvents(client: KubeClient, subject: SubjectRef): Follower<EventRow> {
  return informer<CoreEvent & KubeObject, EventRow>({ client, path: eventsPath(subject), toRow: eventRow });
}

/** @see kubernetes/client-go kubernetes/typed/core/v1/event_expansion.go, `GetFieldSelector` */
export function eventsPath({ namespace, name, uid, kind }: SubjectRef): string {
  const fields = Object.entries({ name, namespace, kind, uid })
    .filter(([, value]) => value)
    .map(([field, value]) => `involvedObject.${field}=${escapeField(value ?? '')}`)
    .join(',');
  return `${namespacedPath('/api/v1', 'events', namespace)}?fieldSelector=${encodeURIComponent(fields)}`;
}

/** @see kubernetes/apimachinery pkg/fields/selector.go, `EscapeValue` */
function escapeField(value: string): string {
  return value.replace(/[\\,=]/g, '\\$&');
}
