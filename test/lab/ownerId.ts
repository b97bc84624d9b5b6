import { existsSync, readFileSync, readlinkSync } from 'node:fs';

let count = 0;

/**
 * A name for one use of namespaces that tells who owns it: this process, by its PID namespace, PID and start time.
 * Whatever carries the name can be removed once {@link isAbandoned} says so, even if nobody wrote anything down.
 */
export function newOwnerId(): string {
  count += 1;
  return [pidNamespace(), process.pid, startTime(process.pid) ?? 0, count].map(part => part.toString(36)).join('-');
}

/** Whether the owner of an id has ended. False for one of another PID namespace: nobody here can know. */
export function isAbandoned(id: string): boolean {
  const [namespace, pid, started] = id.split('-').map(part => parseInt(part, 36));
  return namespace === pidNamespace() && pid !== undefined && startTime(pid) !== started;
}

function pidNamespace(): number {
  const link = existsSync('/proc/self/ns/pid') ? readlinkSync('/proc/self/ns/pid') : '';
  return Number(/\d+/.exec(link)?.[0] ?? 0);
}

/** When a process started, in clock ticks since the boot; undefined when there is no such process. */
function startTime(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const afterName = text.slice(text.lastIndexOf(')') + 2).split(' '); // a name may hold spaces and parentheses
    return Number(afterName[19]);
  } catch {
    return undefined;
  }
}
