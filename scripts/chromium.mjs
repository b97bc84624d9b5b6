import { existsSync } from 'node:fs';
import { runChild } from './lifetime.mjs';
import { UserError, failureOf } from './userError.mjs';

const usual = [
  '/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/usr/bin/chromium-browser',
];

/** The browser that shows the workbench to the suites: $CHROME, an installed one, or Debian's package for root. */
export function chromium() {
  const chosen = process.env.CHROME;
  if (chosen && !existsSync(chosen)) {
    throw new UserError(`CHROME names ${chosen}, which does not exist.`);
  }
  return {
    label: 'Chromium (apt-get)',
    find: () => [chosen, ...usual].find(file => file && existsSync(file)),
    isReady() {
      return this.find() !== undefined;
    },
    install,
  };
}

async function install() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) {
    throw new UserError('No Chromium found: install it (Debian: sudo apt-get install chromium) '
      + 'or set CHROME=/path/to/chrome.');
  }
  await aptGet('update', '-q');
  await aptGet('install', '-q', '-y', '--no-install-recommends', 'chromium');
}

async function aptGet(...args) {
  console.log(`      apt-get ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await runChild('apt-get', args, { capture: true, env });
  if (code !== 0) {
    throw failureOf(`apt-get ${args[0]}`, output, '/');
  }
}
