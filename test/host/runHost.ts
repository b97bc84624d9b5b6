import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { linkExtension } from './linkExtension.js';
import { makeProfile, type Profile } from './profile.js';
import { readToolchain } from './toolchain.js';

/** How the in-host suites went; `finished` is false when they did not come to their end. */
interface HostResult {
  readonly finished: boolean;
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs the in-host suites. Default: the VS Code server in a headless browser (out/code.mjs); VSCODE_VERSION=stable,
 * insiders or a number: desktop VS Code, which @vscode/test-electron downloads and which needs a display.
 */
async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv], allowPositionals: true, options: { folder: { type: 'string' }, result: { type: 'string' } },
  });
  const { root } = readToolchain();
  const profile = makeProfile();
  linkExtension(path.join(root, 'test', 'host', 'kubernetesExtension'), profile.extensionsDir);
  try {
    const exitCode = await runInHost(root, profile, values.folder ?? profile.directory, positionals[0]);
    const result = readResult(path.join(profile.directory, 'result.json'));
    if (values.result !== undefined) {
      writeFileSync(values.result, JSON.stringify(result));
    }
    if (!result.finished) {
      console.error('The in-host suites did not come to their end.');
    } else if (result.passed + result.failed === 0) {
      console.error('No in-host test was run.');
    }
    return exitCode || (result.finished && result.failed === 0 && result.passed > 0 ? 0 : 1);
  } finally {
    profile.remove();
  }
}

async function runInHost(root: string, profile: Profile, folder: string, pattern?: string): Promise<number> {
  const version = process.env['VSCODE_VERSION'];
  try {
    return await runTests({
      ...(version ? { version } : { vscodeExecutablePath: path.join(root, 'out', 'code.mjs') }),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out', 'host', 'index.js'),
      extensionTestsEnv: {
        HOST_RESULT: path.join(profile.directory, 'result.json'),
        HOST_PATTERN: pattern,
        HOST_COLOR: process.stdout.isTTY ? '1' : '',
      },
      launchArgs: [folder, `--user-data-dir=${profile.userDataDir}`, `--extensions-dir=${profile.extensionsDir}`],
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return typeof code === 'number' ? code : 1;
  }
}

/** Mocha's stats; a pending test counts as failed, since nobody looked. */
function readResult(file: string): HostResult {
  if (!existsSync(file)) {
    return { finished: false, passed: 0, failed: 1 };
  }
  const { passes, failures, pending } = JSON.parse(readFileSync(file, 'utf8')) as Mocha.Stats;
  return { finished: true, passed: passes, failed: failures + pending };
}

main(process.argv.slice(2)).then(code => process.exit(code), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
