import { parseRecording } from '../../../src/core/recording/parseRecording.js';
import { printedDecision, type PrintedDecision } from '../../../src/core/recording/printDecision.js';
import { faultText } from '../../../src/core/recording/recordingError.js';
import { replayRecording } from '../../../src/core/recording/replay.js';

/** What both sides say of a pass: every field of the format except our explanation. */
export type ComparedDecision = Omit<PrintedDecision, 'steps'>;

/** The decisions of a recording as we make them, as they would be read from a file. */
export function ourDecisions(text: string): readonly unknown[] | { readonly error: string } {
  const parsed = parseRecording(text);
  return parsed.ok
    ? Array.from(replayRecording(parsed.recording), pass => plain(compared(printedDecision(pass))))
    : { error: faultText(parsed.fault) };
}

function compared({ steps: _, ...others }: PrintedDecision): ComparedDecision {
  return others;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
