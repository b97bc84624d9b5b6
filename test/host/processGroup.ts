import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Node arguments that end the process group of a child as soon as its parent is gone. Inherited by what it forks. */
export const watchdogArgs: readonly string[] = ['--import', `data:text/javascript,${encodeURIComponent(
  'const p=process.ppid;setInterval(()=>{if(process.ppid!==p)try{process.kill(0,"SIGKILL")}catch{}},500).unref()',
)}`];

/** Sends a signal to the process group that a detached child leads; a group that is gone is fine. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) {
      process.kill(-child.pid, signal);
    }
  } catch {
    // It has ended by itself.
  }
}

/** Asks a process group to end, and after `graceMs` makes it. */
export async function endGroup(child: ChildProcess, exited: Promise<unknown>, graceMs: number): Promise<void> {
  signalGroup(child, 'SIGTERM');
  await Promise.race([exited, sleep(graceMs, undefined, { ref: false })]);
  signalGroup(child, 'SIGKILL');
  await exited;
}
