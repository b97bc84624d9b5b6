/** Where a command writes: what it found, and what was wrong with the question. */
export interface CliOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command with the arguments behind its name. @returns the exit status */
export type CliCommand = (args: readonly string[], output: CliOutput) => Promise<number>;

/** Exit statuses: a cluster that does not answer is 1, a file or an argument that cannot be used 2. */
export const exitOk = 0;
export const exitFailed = 1;
export const exitUsage = 2;
