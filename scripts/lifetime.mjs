import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Aborted as soon as this process is asked to end, or its parent is gone. The reason is the exit code. */
const ending = new AbortController();
export const endSignal = ending.signal;

/** Preloaded into Node children: when the parent disappears, the child's whole process group goes. */
export const watchdogArgs = ['--import', `data:text/javascript,${encodeURIComponent(
  'const p=process.ppid;setInterval(()=>{if(process.ppid!==p)try{process.kill(0,"SIGKILL")}catch{}},500).unref()',
)}`];

/** Starts listening for Ctrl-C, SIGTERM, SIGHUP and the death of the parent. A second Ctrl-C ends at once. */
export function watchForEnd() {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  for (const [name, code] of Object.entries(codes)) {
    process.on(name, () => (endSignal.aborted ? process.exit(code) : ending.abort(code)));
  }
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const isOrphan = () => process.ppid !== parent || parentOf(parent) !== grandparent;
  setInterval(() => !endSignal.aborted && isOrphan() && ending.abort(129), 500).unref();
}

/** npm starts a script through a shell, which lives on when npm is killed: so its parent counts too. Linux only. */
function parentOf(pid) {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/**
 * Runs a program in a process group of its own and waits for it. On the end of this process the group gets
 * SIGTERM, then SIGKILL after `graceMs`.
 * @returns {Promise<{ code: number, output: string }>} the exit code (128 + n for a signal) and, with `capture`,
 *   what it printed
 */
export function runChild(command, args, { capture = false, graceMs = 10_000, ...options } = {}) {
  return new Promise((resolve, reject) => {
    endSignal.throwIfAborted();
    const stdio = ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'];
    const child = spawn(command, args, { stdio, detached: true, ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', text => { output += text; });
    }

    const kill = name => {
      try {
        process.kill(-child.pid, name);
      } catch { /* the group is gone */ }
    };
    const onExit = () => kill('SIGKILL');
    let force;
    const onAbort = () => {
      kill(endSignal.reason === 130 ? 'SIGINT' : 'SIGTERM');
      force = setTimeout(() => kill('SIGKILL'), graceMs);
    };
    process.on('exit', onExit);
    endSignal.addEventListener('abort', onAbort);
    const done = () => {
      clearTimeout(force);
      process.off('exit', onExit);
      endSignal.removeEventListener('abort', onAbort);
    };

    child.once('error', error => (done(), reject(error)));
    child.once('close', (code, signal) => {
      done();
      resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 137), output });
    });
  });
}
