import { parseQuantity } from '../kube/parseQuantity.js';
import type { Quantity } from '../kube/quantity.js';

/** The slice of a Node that its usage is shown with. */
export interface MeasuredNode {
  readonly status?: {
    readonly allocatable?: Readonly<Record<string, string>> | null;
    readonly conditions?: readonly NodeCondition[] | null;
  };
}

/** A condition of a node. */
export interface NodeCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** What pods can have of a node, and whether its kubelet is well. */
export interface NodeFacts {
  /** Absent: the node does not say. */
  readonly cpu: Quantity | undefined;
  readonly memory: Quantity | undefined;
  /** The condition Ready when it is not True, in the words of whoever set it. */
  readonly notReady: { readonly status: string; readonly reason: string; readonly message: string } | undefined;
}

/** Reads a Node. What the node does not say, or says as no quantity, is absent. */
export function nodeFacts({ status }: MeasuredNode): NodeFacts {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return {
    cpu: allocatableOf(status?.allocatable, 'cpu'),
    memory: allocatableOf(status?.allocatable, 'memory'),
    notReady: ready && ready.status !== 'True'
      ? { status: ready.status, reason: ready.reason ?? '', message: ready.message ?? '' }
      : undefined,
  };
}

/** A text that is the same as long as {@link nodeFacts} is: a node's status is renewed all the time. */
export function nodeFactsKey({ status }: MeasuredNode): string {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return JSON.stringify([
    status?.allocatable?.['cpu'], status?.allocatable?.['memory'], ready?.status, ready?.reason, ready?.message,
  ]);
}

function allocatableOf(texts: Readonly<Record<string, string>> | null | undefined, resource: string) {
  const text = texts?.[resource];
  const parsed = text === undefined ? undefined : parseQuantity(text);
  return parsed?.ok ? parsed.quantity : undefined;
}
