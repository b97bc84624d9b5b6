import type { JsonPath } from './markTree.js';
import type { RawPath } from './rawPath.js';

/** What an answer answers. */
export interface AnsweredRequest {
  readonly path: Extract<RawPath, { ok: true }>;
  /** Whose objects the links of namespaced resources open; absent: those of all. */
  readonly namespace: string | undefined;
}

/** A value of an answer, and the path that it names. */
export interface ValueLink {
  readonly at: JsonPath;
  readonly path: string;
}
