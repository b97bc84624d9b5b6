import { spawn } from 'node:child_process';

/** How to run a command whose output is wanted as text. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Written to its standard input. */
  readonly input?: string;
  readonly signal?: AbortSignal;
}

/** A command that ended with another code than 0. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(readonly commandLine: string, readonly exitCode: number | null, readonly output: string) {
    super(`${commandLine} ended with ${exitCode ?? 'a signal'}: ${output.trim().slice(-4000)}`);
  }
}

/**
 * Runs a command to its end and returns its standard output.
 *
 * @throws {CommandError} when it fails, with what it wrote; the system's error (`ENOENT`) when it cannot be started
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { input, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...spawnOptions, stdio: ['pipe', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => undefined); // it may end before it has read everything; its exit code tells
    child.stdin.end(input ?? '');
    child.on('error', reject);
    child.on('close', code => {
      const text = Buffer.concat(stdout).toString();
      if (code === 0) {
        resolve(text);
      } else {
        reject(new CommandError([command, ...args].join(' '), code, Buffer.concat(stderr).toString() || text));
      }
    });
  });
}

/** Whether an error says that the program does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
