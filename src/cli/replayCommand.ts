import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { messageOf } from '../base/errors.js';
import { t } from '../base/l10n.js';
import { parseRecording } from '../core/recording/parseRecording.js';
import { printedDecision } from '../core/recording/printDecision.js';
import type { Recording } from '../core/recording/recording.js';
import { faultText } from '../core/recording/recordingError.js';
import { replayRecording } from '../core/recording/replay.js';
import { exitOk, exitUsage, type CliOutput } from './cliCommand.js';
import { decisionText } from './decisionText.js';
import { UsageError } from './usageError.js';

/** `replay FILE…`: decides every pass of the recordings again. A file that cannot be read does not hide the others. */
export async function replayCommand(args: readonly string[], output: CliOutput): Promise<number> {
  const { files, isJson } = parse(args);
  let status = exitOk;
  for (const file of files) {
    const recording = await read(file, output);
    if (recording) {
      print(recording, isJson, output);
    } else {
      status = exitUsage;
    }
  }
  return status;
}

function parse(args: readonly string[]): { readonly files: readonly string[]; readonly isJson: boolean } {
  const options = { output: { type: 'string', short: 'o', default: 'text' } } as const;
  const { values, positionals } = parsedArgs(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  if (values.output !== 'text' && values.output !== 'json') {
    throw new UsageError(t('--output must be text or json, not "{0}"', values.output));
  }
  if (positionals.length === 0) {
    throw new UsageError(t('replay needs a recording file'));
  }
  return { files: positionals, isJson: values.output === 'json' };
}

function parsedArgs<T>(parseThem: () => T): T {
  try {
    return parseThem();
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}

async function read(file: string, { err }: CliOutput): Promise<Recording | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    err(`${file}: ${messageOf(error)}\n`);
    return undefined;
  }
  const parsed = parseRecording(text);
  if (!parsed.ok) {
    err(`${file}: ${faultText(parsed.fault)}\n`);
    return undefined;
  }
  parsed.recording.warnings.forEach(warning => err(`${file}: ${warning}\n`));
  return parsed.recording;
}

function print(recording: Recording, isJson: boolean, { out }: CliOutput): void {
  for (const replayed of replayRecording(recording)) {
    out(`${isJson ? JSON.stringify(printedDecision(replayed)) : decisionText(replayed)}\n`);
  }
}
