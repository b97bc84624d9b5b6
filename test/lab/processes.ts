import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to start a process of the lab. */
export interface ProcessStart {
  /** Names the process and its log. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** One running process of the lab. */
export interface LabProcess {
  readonly name: string;
  readonly pid: number;
  /** Asks it to end, and kills it when it has not after `graceMs`. Returns when it is gone. */
  stop(graceMs?: number): Promise<void>;
  /** Sends any signal, for example SIGSTOP. */
  signal(signal: NodeJS.Signals): void;
}

/** The processes of one lab: each in its own process group, with its output in `<folder>/<name>.log`. */
export class Processes {
  readonly #running = new Map<ChildProcess, LabProcess>();
  readonly #wanted = new Set<ChildProcess>();
  #fail: (error: Error) => void = () => undefined;

  /** Rejects when a process ends that nobody stopped. Nothing else settles it. */
  readonly failed: Promise<never>;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failed.catch(() => undefined); // whoever waits for something in the lab races with it
  }

  /** Starts a process; a former log of that name is continued. */
  start({ name, command, args, env }: ProcessStart): LabProcess {
    const log = openSync(this.logFile(name), 'a');
    const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], ...(env ? { env } : {}) });
    closeSync(log);
    const ended = new Promise<void>(resolve => {
      const end = (how: string) => {
        this.#running.delete(child);
        if (this.#wanted.has(child)) {
          this.#fail(new Error(`${name} ended (${how}). The end of its log:\n${this.#logEnd(name)}`));
        }
        resolve();
      };
      child.on('error', error => end(error.message));
      child.on('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    });

    const started: LabProcess = {
      name,
      pid: child.pid ?? 0,
      signal: signal => kill(child, signal),
      stop: async (graceMs = 10_000) => {
        this.#wanted.delete(child);
        kill(child, 'SIGTERM');
        const timer = setTimeout(() => kill(child, 'SIGKILL'), graceMs);
        kill(child, 'SIGCONT'); // a frozen one would not hear
        await ended;
        clearTimeout(timer);
      },
    };
    this.#wanted.add(child);
    this.#running.set(child, started);
    return started;
  }

  /** Where the output of a process goes. */
  logFile(name: string): string {
    return join(this.folder, `${name}.log`);
  }

  /** Ends all, the youngest first. */
  async stopAll(): Promise<void> {
    for (const process of [...this.#running.values()].reverse()) {
      await process.stop(2000);
    }
  }

  #logEnd(name: string): string {
    return readFileSync(this.logFile(name), 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  }
}

function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) {
      process.kill(-pid, signal);
    }
  } catch {
    // it has ended already
  }
}
