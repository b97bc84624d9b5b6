import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './userError.js';

/** Runs a command within the namespaces whose scratch folder is given, with the environment of a process there. */
export async function enter(scratch: string, command: readonly string[]): Promise<number> {
  const pid = readPid(scratch);
  const user = process.getuid?.() === 0 ? [] : ['--user', '--preserve-credentials'];
  const args = [`--target=${pid}`, ...user, '--mount', '--net', '--pid', `--wdns=${process.cwd()}`, '--', ...command];
  const env = { ...process.env, ...environmentOf(pid), ...labEnvironment(scratch) };
  const child = spawn('nsenter', args, { stdio: 'inherit', env });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code => resolve(code ?? 1));
  });
}

function readPid(scratch: string): string {
  try {
    return readFileSync(join(scratch, 'init.pid'), 'utf8').trim();
  } catch {
    throw new UserError(`No lab runs in ${scratch}; "lab.mjs up" names the folder of the one it starts.`);
  }
}

/** What tells a process that it is inside. */
function environmentOf(pid: string): Record<string, string> {
  const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return Object.fromEntries(variables.filter(line => line.startsWith('HPA_SCOPE_')).map(line => {
    const end = line.indexOf('=');
    return [line.slice(0, end), line.slice(end + 1)];
  }));
}

/** KUBECONFIG and a PATH with kubectl, once the lab has written them down. */
function labEnvironment(scratch: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(join(scratch, 'lab.json'), 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}
