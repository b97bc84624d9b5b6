import { existsSync, readFileSync } from 'node:fs';
import { npm } from './npmPackage.mjs';
import { inRoot, root } from './paths.mjs';

/** The npm packages of the lock file: installed when what lies in node_modules is not what the lock file says. */
export function nodeModules(env) {
  return {
    label: 'npm packages of package-lock.json',
    isReady: () => missingPackages().length === 0,
    install: () => npm('npm ci', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root, env }),
  };
}

/** The paths of the lock file that npm's own note of what it installed does not have at that version. */
function missingPackages() {
  const installedFile = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) {
    return ['node_modules'];
  }
  const wanted = packagesOf(inRoot('package-lock.json'));
  const installed = packagesOf(installedFile);
  return Object.keys(wanted).filter(path => path !== '' && !wanted[path].optional
    && (installed[path]?.version !== wanted[path].version || installed[path]?.integrity !== wanted[path].integrity));
}

const packagesOf = file => JSON.parse(readFileSync(file, 'utf8')).packages;
