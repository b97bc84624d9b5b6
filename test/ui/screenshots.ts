import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseScene, showScene, startSceneLab } from '../host/sceneLab.js';
import { readToolchain } from '../host/toolchain.js';
import { manifestFolder } from '../lab/scenes/applyScene.js';
import { sceneNames, type SceneName } from '../lab/scenes/scene.js';
import { UserError, messageOf } from '../lab/userError.js';
import { withNamespace } from './withNamespace.js';
import { openWorkbench, type Theme, type Workbench } from './workbench.js';

const themes: readonly Theme[] = ['light', 'dark', 'hc'];
const views = ['Metrics pipeline', 'Autoscalers', 'Usage'];

/** How long a scene may take until its screen is worth a picture. */
const settleMs = 60_000;

/** Waits until each view has rows or says why not, and has shown the same kind of rows for a while. */
async function settle(workbench: Workbench): Promise<void> {
  const endMs = Date.now() + settleMs;
  let last = '';
  let sameSinceMs = Date.now();
  while (Date.now() < endMs) {
    const shapes = await Promise.all(views.map(async view => {
      const rows = await workbench.rows(view);
      return rows.length > 0 ? rows.map(row => `${row.level} ${row.label}`).join('\n') : workbench.view(view).welcome();
    }));
    const now = shapes.join('\n\n');
    const isReady = shapes.every(shape => shape !== '');
    if (now !== last || !isReady) {
      last = now;
      sameSinceMs = Date.now();
    } else if (Date.now() - sameSinceMs > 15_000) {
      return;
    }
    await workbench.page.waitForTimeout(500);
  }
}

/** One scene in each theme: the window as it opens, and with the first row of each view expanded. */
async function photograph(name: SceneName, kubeconfig: string, folder: string): Promise<void> {
  const workbench = await openWorkbench({
    folder: manifestFolder, env: { KUBECONFIG: kubeconfig }, width: 1280, height: 800,
  });
  try {
    await workbench.openView('HPA Scope');
    await workbench.widenSideBar(480);
    await settle(workbench);
    await inEachTheme(workbench, path.join(folder, `${name}-views`));
    for (const view of views) {
      const parent = (await workbench.rows(view)).find(row => row.expanded === false);
      if (parent) {
        await workbench.expand(view, parent);
      }
    }
    await workbench.page.setViewportSize({ width: 1280, height: 1500 });
    for (const label of ['Pods', 'Events', 'Conditions']) { // from below: what is still loading moves nothing above it
      const line = (await workbench.rows('Autoscalers')).find(row => row.label === label && row.expanded === false);
      if (line) {
        await workbench.expand('Autoscalers', line);
      }
    }
    await inEachTheme(workbench, path.join(folder, `${name}-expanded`));
    await photographDecision(workbench, path.join(folder, name));
    if (name === 'healthy') {
      await photographDocuments(workbench, folder);
    }
    console.log(`${name}: done`);
  } finally {
    await workbench.close();
  }
}

/** Why an autoscaler has its number, all of it open, and the report of it. */
async function photographDecision(workbench: Workbench, file: string): Promise<void> {
  const rows = async () => workbench.rows('Autoscalers');
  const why = (await rows()).find(({ label }) => label.startsWith('Why '));
  if (!why) {
    return; // there is no autoscaler, or none may be seen
  }
  await workbench.page.setViewportSize({ width: 1280, height: 1500 });
  await workbench.view('Usage').fold();
  await workbench.view('Metrics pipeline').fold();
  await workbench.expand('Autoscalers', why);
  await workbench.page.waitForTimeout(20_000); // one look of the controller later it has agreed, or not
  for (const label of ['Controller', 'Ledger', 'Rate', 'cpu']) { // from below, as above
    const line = (await rows()).find(row =>
      row.label === label && row.expanded === false && row.path.includes(why.label));
    if (line) {
      await workbench.expand('Autoscalers', line);
    }
  }
  await inEachTheme(workbench, `${file}-why`);
  await workbench.setTheme('light');
  await (await workbench.view('Autoscalers').locate(why)).click({ button: 'right' });
  await workbench.page.locator('.context-view .action-item', { hasText: 'Explain Decision' }).first().click();
  await workbench.page.locator('.editor-group-container .view-line').first().waitFor();
  await workbench.page.waitForTimeout(1_500);
  await inEachTheme(workbench, `${file}-report`);
  await workbench.view('Usage').unfold();
  await workbench.view('Metrics pipeline').unfold();
}

/** What a person reaches by a click: the menu of a pod, its YAML and its log, and an answer of the raw API. */
async function photographDocuments(workbench: Workbench, folder: string): Promise<void> {
  const { page } = workbench;
  await page.setViewportSize({ width: 1280, height: 800 });
  const choose = async (entry: string): Promise<void> => {
    const pod = (await workbench.rows('Usage')).find(({ level }) => level === 2);
    if (!pod) {
      throw new Error('there is no pod in Usage');
    }
    await (await workbench.view('Usage').locate(pod)).click({ button: 'right' });
    const item = page.locator('.context-view .action-item', { hasText: entry }).first();
    await item.waitFor();
    if (entry === 'Open Live YAML') {
      await workbench.screenshot(path.join(folder, 'menu-light.png'));
    }
    await item.click();
    await page.locator('.editor-group-container .view-line').first().waitFor();
    await page.waitForTimeout(1_500); // colours and links come after the text
  };
  await workbench.setTheme('light');
  await choose('Open Live YAML');
  await inEachTheme(workbench, path.join(folder, 'yaml'));
  await choose('Show Logs');
  await inEachTheme(workbench, path.join(folder, 'log'));
  const resources = (await workbench.rows('Metrics pipeline')).find(({ label }) => label === 'Resources');
  if (!resources) {
    throw new Error('the pipeline has no resources');
  }
  await workbench.expand('Metrics pipeline', resources);
  const nodes = { path: [...resources.path, 'nodes'] };
  await (await workbench.view('Metrics pipeline').locate(nodes)).click();
  await page.locator('.tab', { hasText: 'nodes' }).first().waitFor();
  await page.waitForTimeout(1_500);
  await inEachTheme(workbench, path.join(folder, 'raw'));
}

async function inEachTheme(workbench: Workbench, file: string): Promise<void> {
  for (const theme of themes) {
    await workbench.setTheme(theme);
    await workbench.screenshot(`${file}-${theme}.png`);
  }
}

async function main(argv: readonly string[]): Promise<void> {
  const { positionals } = parseArgs({ args: [...argv], allowPositionals: true });
  const chosen = positionals.length > 0 ? positionals.map(parseScene) : sceneNames;
  const folder = path.join(readToolchain().root, 'screenshots');
  const lab = await startSceneLab();
  try {
    for (const name of chosen) {
      const scene = await showScene(lab, name);
      await photograph(name, withNamespace(scene.kubeconfig, 'shop'), folder);
    }
  } finally {
    await lab.stop();
  }
}

main(process.argv.slice(2)).then(() => process.exit(), (error: unknown) => {
  console.error(error instanceof UserError ? messageOf(error) : error);
  process.exit(1);
});
