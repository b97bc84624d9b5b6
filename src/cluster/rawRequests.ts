import type { ObjectRef } from '../core/raw/objectRef.js';
import type { PodLogRef } from '../core/raw/podLog.js';

/** An answer to be read. */
export interface RawRequest {
  readonly path: string;
  /** Only after a click on this very document. */
  readonly showSecrets: boolean;
}

/** One object to be read as YAML. */
export interface YamlRequest {
  readonly object: ObjectRef;
  /** Only after a click on this very document. */
  readonly showSecrets: boolean;
}

/** A report about an autoscaler to be made. */
export interface ReportRequest {
  readonly object: ObjectRef;
}

/** The log of a pod to be read. */
export interface LogRequest {
  readonly log: PodLogRef;
}
