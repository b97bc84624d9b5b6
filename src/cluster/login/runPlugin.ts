import { spawn, type ChildProcess } from 'node:child_process';
import { normalize, sep } from 'node:path';
import { ClusterError } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import type { ExecConfig } from '../kubeconfig/kubeconfigTypes.js';
import { lastWords } from './lastWords.js';

const MAX_ANSWER_CHARS = 1 << 20;
const MAX_WORDS_CHARS = 1 << 16;

/** How a plugin is run: what it is told, and how long it may take. */
export interface PluginRun {
  readonly info: string;
  readonly timeoutMs: number;
}

/**
 * Runs a plugin without a terminal and returns what it printed. It gets a process group of its own, which is killed
 * when its time is up or nobody asks any more.
 *
 * @throws ClusterError `kubeconfig` when there is no such program, `credentials` when it fails: with its last words
 * @throws the signal's reason
 */
export async function runPlugin(exec: ExecConfig, run: PluginRun, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const command = exec.command.includes(sep) ? normalize(exec.command) : exec.command;
  const child = spawn(command, exec.args, {
    env: environmentFor(exec, run.info),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });

  const limit = AbortSignal.any([signal, AbortSignal.timeout(run.timeoutMs)]);
  const output = { answer: '', words: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.answer = (output.answer + text).slice(0, MAX_ANSWER_CHARS);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.words = (output.words + text).slice(-MAX_WORDS_CHARS);
  });

  const failed = (what: string): ClusterError => new ClusterError('credentials', `${what}${lastWords(output.words)}`);
  try {
    const end = await endOf(child, limit);
    if (end === 0) {
      return output.answer;
    }
    throw failed(t('The exec plugin {0} failed with exit code {1}', command, end));
  } catch (error) {
    if (!limit.aborted) {
      throw notStarted(error, exec, command);
    }
    killGroup(child);
    signal.throwIfAborted();
    throw failed(t('The exec plugin {0} did not end within {1} s', command, run.timeoutMs / 1000));
  }
}

/**
 * Its exit code, or the name of the signal that ended it, once its answer is there whole. What it left running in the
 * background may keep its stderr open, and is waited for by nobody.
 */
function endOf(child: ChildProcess, signal: AbortSignal): Promise<number | string> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    child.once('error', reject);
    const ended = new Promise<number | string>(exit => {
      child.once('exit', (code, signalName) => exit(code ?? signalName ?? 'unknown'));
    });
    child.stdout?.once('close', () => void ended.then(resolve));
  });
}

function notStarted(error: unknown, { installHint }: ExecConfig, command: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'EACCES') {
    const words = `${t('The exec plugin {0} is not installed', command)}${lastWords(installHint)}`;
    return new ClusterError('kubeconfig', words, { cause: error });
  }
  return error;
}

function environmentFor({ env }: ExecConfig, info: string): NodeJS.ProcessEnv {
  const own = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  return { ...process.env, ...own, KUBERNETES_EXEC_INFO: info };
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    }
  } catch {
    // nothing of it is left
  }
}
