import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Settings of a person who wants to see nothing but the thing itself. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.tree.enableStickyScroll': false, // it covers rows that a test wants to click
  'git.enabled': false,
  'json.schemaDownload.enable': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.colorTheme': 'Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** A VS Code profile of its own, in a temporary directory; laid out alike for the server and the desktop. */
export interface Profile {
  readonly directory: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** Deletes it all. */
  remove(): void;
}

/** Makes an empty profile with the quiet settings and what `settings` adds or overrides. */
export function makeProfile(settings: Readonly<Record<string, unknown>> = {}): Profile {
  const directory = mkdtempSync(path.join(tmpdir(), 'hs-'));
  const userDataDir = path.join(directory, 'user');
  const extensionsDir = path.join(directory, 'ext');
  mkdirSync(path.join(userDataDir, 'User'), { recursive: true });
  mkdirSync(extensionsDir);
  const text = JSON.stringify({ ...quietSettings, ...settings }, null, 2);
  writeFileSync(path.join(userDataDir, 'User', 'settings.json'), `${text}\n`);
  return {
    directory,
    userDataDir,
    extensionsDir,
    remove: () => rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}
