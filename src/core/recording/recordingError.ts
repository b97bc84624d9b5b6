import type { RecordingFault } from './recording.js';

/** A fault of a recording on its way out of the reader, which returns it as a value. */
export class RecordingError extends Error {
  readonly fault: RecordingFault;

  constructor(fault: RecordingFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** `line 3, controller.version: …`, as a command line or a message shows it. */
export function faultText({ line, field, message }: RecordingFault): string {
  return field === undefined ? `line ${line}: ${message}` : `line ${line}, ${field}: ${message}`;
}
