import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildModule, goVersion } from '../lab/goBuild.js';
import { hashOf, type GoModule } from '../lab/goModules.js';
import { cacheFolder } from '../lab/repository.js';

const maxOutputBytes = 1 << 30;

/** The Go module with the real code of Kubernetes that the differential tests ask. */
const oracleModule: GoModule = {
  name: '../../oracle/go',
  title: 'the oracle, the code of Kubernetes that prints',
  programs: { print: './print', kubeconfig: './kubeconfig', hpa: './hpa' },
  stamps: {},
  coldSeconds: 300,
};

/**
 * Builds the programs of `test/oracle/go`, once for each content of their sources. After the lab's Kubernetes this
 * takes seconds, before it some minutes.
 *
 * @returns the path of the program
 */
export async function ensureOracle(program: string): Promise<string> {
  const folder = join(cacheFolder(), 'bin', `oracle-${hashOf(oracleModule, await goVersion())}`);
  if (!existsSync(folder)) {
    await buildModule(oracleModule, folder);
  }
  return join(folder, program);
}

/** Gives each question to the program as a line of JSON and returns its answers, in the same order. */
export async function askGoProgram(program: string, questions: readonly unknown[]): Promise<unknown[]> {
  const running = promisify(execFile)(program, [], { maxBuffer: maxOutputBytes });
  running.child.stdin?.on('error', () => {}); // a program that ended early is reported by `running`
  running.child.stdin?.end(questions.map(question => `${JSON.stringify(question)}\n`).join(''));
  const { stdout } = await running;

  const answers = stdout.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as unknown);
  if (answers.length !== questions.length) {
    throw new Error(`${program} gave ${answers.length} answers to ${questions.length} questions`);
  }
  return answers;
}
