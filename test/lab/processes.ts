import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to start a process of the lab. */
export interface ProcessStart {
  /** Names the process and its log. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Starts it anew when it ended by itself, as a kubelet does with a container. Without, its end is a failure. */
  readonly restartAfterMs?: number;
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
  readonly #running = new Set<LabProcess>();
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
  start(start: ProcessStart): LabProcess {
    let child = this.#launch(start);
    let restart: NodeJS.Timeout | undefined;
    const ended = new Promise<void>(resolve => {
      const watch = () => child.ended.then(how => {
        if (!this.#running.has(started)) {
          resolve();
        } else if (start.restartAfterMs === undefined) {
          this.#running.delete(started);
          this.#fail(new Error(`${start.name} ended (${how}). The end of its log:\n${this.#logEnd(start.name)}`));
          resolve();
        } else {
          restart = setTimeout(() => {
            restart = undefined;
            child = this.#launch(start);
            void watch();
          }, start.restartAfterMs);
        }
      });
      void watch();
    });

    const started: LabProcess = {
      name: start.name,
      get pid() {
        return child.pid;
      },
      signal: signal => kill(child.pid, signal),
      stop: async (graceMs = 10_000) => {
        this.#running.delete(started);
        if (restart) {
          clearTimeout(restart);
          return;
        }
        kill(child.pid, 'SIGTERM');
        const timer = setTimeout(() => kill(child.pid, 'SIGKILL'), graceMs);
        kill(child.pid, 'SIGCONT'); // a frozen one would not hear
        await ended;
        clearTimeout(timer);
      },
    };
    this.#running.add(started);
    return started;
  }

  #launch({ name, command, args, env }: ProcessStart): { pid: number; ended: Promise<string> } {
    const log = openSync(this.logFile(name), 'a');
    const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], ...(env ? { env } : {}) });
    closeSync(log);
    const ended = new Promise<string>(resolve => {
      child.on('error', error => resolve(error.message));
      child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    return { pid: child.pid ?? 0, ended };
  }

  /** Where the output of a process goes. */
  logFile(name: string): string {
    return join(this.folder, `${name}.log`);
  }

  /** Ends all, the youngest first. */
  async stopAll(): Promise<void> {
    for (const process of [...this.#running].reverse()) {
      await process.stop(2000);
    }
  }

  #logEnd(name: string): string {
    return readFileSync(this.logFile(name), 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    if (pid > 0) {
      process.kill(-pid, signal);
    }
  } catch {
    // it has ended already
  }
}
