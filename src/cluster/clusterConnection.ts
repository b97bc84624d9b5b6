import type { Disposable } from '../base/disposable.js';
import type { ClusterProblem } from '../base/errors.js';
import type { AutoscalerRow } from '../core/hpa/autoscalerRow.js';
import type { ControllerSettings } from '../core/hpa/compare/controllerSettings.js';
import type { DecisionRow } from '../core/hpa/compare/decisionRow.js';
import type { TargetPodRow } from '../core/hpa/targetPodRow.js';
import type { EventRow } from '../core/kube/event.js';
import type { UsageRow } from '../core/metrics/usageRow.js';
import type { PipelineRow } from '../core/pipeline/pipelineRow.js';
import type { LoggedContainer } from '../core/raw/podLog.js';
import type { KindRef, ObjectRef } from '../core/raw/objectRef.js';
import type { RawDocument } from '../core/raw/rawDocument.js';
import type { LogRequest, RawRequest, ReportRequest, YamlRequest } from './rawRequests.js';

/** Which cluster to look at, and how far. Plain data: it crosses the thread. */
export interface ClusterTarget {
  readonly kubeconfigFiles: readonly string[];
  /** Absent: the kubeconfig's current context. */
  readonly context?: string;
  /** Absent: all namespaces. */
  readonly namespace?: string;
}

/** What a kubeconfig offers. */
export interface KubeconfigSummary {
  readonly currentContext: string | undefined;
  readonly contexts: readonly {
    readonly name: string;
    readonly cluster: string;
    readonly namespace: string | undefined;
  }[];
}

/** A row of a live collection. The id is stable: it names the object, not its version. */
export interface Row {
  readonly id: string;
}

/**
 * What a live collection says, in order. Rows come in pages; what was sent before stays until it is removed.
 * - `changed`: rows that are new or different, and ids that are gone
 * - `synced`: everything that the cluster had at `atMs` (Unix time, ms) has been sent; with `unwatched`, it may not be
 *   watched, and is asked for again from time to time
 * - `failed`: the rows may be out of date from now on; the next attempt comes by itself at `retryAtMs`
 */
export type RowsEvent<T extends Row> =
  | { readonly kind: 'changed'; readonly rows: readonly T[]; readonly removed: readonly string[] }
  | { readonly kind: 'synced'; readonly atMs: number; readonly unwatched?: ClusterProblem | undefined }
  | { readonly kind: 'failed'; readonly problem: ClusterProblem; readonly retryAtMs: number };

/** The object that a collection of one object's things is about. */
export interface SubjectRef {
  readonly namespace: string;
  readonly name: string;
  readonly uid?: string;
  readonly kind?: string;
  readonly apiVersion?: string;
}

/** What a collection is of: a cluster, a namespace, and for some collections one object in it. */
export interface CollectionTarget extends ClusterTarget {
  readonly subject?: SubjectRef;
  /** Of decisions: what the controller is said to run with. */
  readonly controller?: ControllerSettings;
}

/** What is asked, and of which cluster. */
export type Targeted<T> = T & { readonly target: ClusterTarget };

/** What can be asked once, by name: what it takes, and what it answers. Plain data: both cross the thread. */
export interface ClusterCalls {
  /** @throws ClusterError `noKubeconfig` when there is none, `kubeconfig` when it cannot be parsed */
  readonly readKubeconfig: { readonly takes: readonly string[]; readonly answers: KubeconfigSummary };
  /** The names of all namespaces, sorted. */
  readonly listNamespaces: { readonly takes: ClusterTarget; readonly answers: readonly string[] };
  readonly readRaw: { readonly takes: Targeted<RawRequest>; readonly answers: RawDocument };
  readonly readYaml: { readonly takes: Targeted<YamlRequest>; readonly answers: RawDocument };
  /** Why an autoscaler has its number, as Markdown. */
  readonly readReport: { readonly takes: Targeted<ReportRequest>; readonly answers: RawDocument };
  readonly readLog: { readonly takes: Targeted<LogRequest>; readonly answers: RawDocument };
  /** The object that another one refers to by its kind; it need not exist. */
  readonly resolveKind: { readonly takes: Targeted<KindRef>; readonly answers: ObjectRef };
  readonly listLoggedContainers: { readonly takes: Targeted<LogRequest>; readonly answers: readonly LoggedContainer[] };
}

/** What a kubeconfig offers, as a row: there is one. */
export interface KubeconfigRow extends Row, KubeconfigSummary {}

/** The live collections, by name, each with the row that it sends. */
export interface Collections {
  /** Of the target, only the files count. */
  readonly kubeconfig: KubeconfigRow;
  readonly autoscalers: AutoscalerRow;
  /** About the subject. */
  readonly events: EventRow;
  /** Those that the scale of the subject selects. */
  readonly targetPods: TargetPodRow;
  /** Why the subject, an autoscaler, has its number: one row. */
  readonly decision: DecisionRow;
  readonly usage: UsageRow;
  readonly pipeline: PipelineRow;
}

/** A running subscription. Disposing ends its requests; `retry` does not wait for the next attempt. */
export interface Subscription extends Disposable {
  retry(): void;
}

/**
 * The port between whoever shows a cluster and whoever talks to it: plain data, events, an `AbortSignal`. The editor
 * uses it across a worker thread, the command line in its own process.
 */
export interface ClusterConnection extends Disposable {
  /** Asks the cluster, or the kubeconfig, once. @throws ClusterError */
  ask<Name extends keyof ClusterCalls>(
    call: Name,
    input: ClusterCalls[Name]['takes'],
    signal: AbortSignal,
  ): Promise<ClusterCalls[Name]['answers']>;

  /** Follows a collection until disposed. Never throws: a failure is an event, and it tries again. */
  subscribe<Name extends keyof Collections>(
    collection: Name,
    target: CollectionTarget,
    listener: (event: RowsEvent<Collections[Name]>) => void,
  ): Subscription;
}
