import type { ControllerConfig } from '../hpa/controllerConfig.js';
import type { ControllerMinor } from '../hpa/controllerVersion.js';
import type { Observation } from '../hpa/observation.js';

/** The version of the file format that is read and written here. */
export const recordingFormatVersion = 1;

/** A recording of autoscaling decisions: what the controller ran with, and what each of its passes depended on. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly passes: readonly RecordedPass[];
  /** What is odd about the file, each with its line; it was read nevertheless. */
  readonly warnings: readonly string[];
}

export interface RecordingHeader {
  /** Free text. */
  readonly recordedBy: string;
  readonly config: ControllerConfig;
  /** The minor that the file names; the config follows the nearest one that is known. */
  readonly statedMinor: ControllerMinor;
  /** Whether the controller started with the recording, so that nothing was remembered. */
  readonly isMemoryComplete: boolean;
}

/** A pass over an autoscaler, or the moment at which the controller found one gone. */
export type RecordedPass =
  | { readonly kind: 'observation'; readonly time: string; readonly line: number; readonly observation: Observation }
  | { readonly kind: 'deleted'; readonly time: string; readonly line: number; readonly key: string };

/** Why a file is no recording: the line and, where one is to blame, the field. */
export interface RecordingFault {
  /** Counted from 1. */
  readonly line: number;
  /** `controller.version`; absent when the whole line is wrong. */
  readonly field: string | undefined;
  readonly message: string;
}
