import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, newLoopbackContext } from '../host/browser.js';
import { makeProfile, type Profile } from '../host/profile.js';
import { installExtension, startVscodeServer, workbenchUrl, type VscodeServer } from '../host/vscodeServer.js';
import { TreeView, type Row } from './treeView.js';

/** The looks that screens are checked in. */
export type Theme = 'light' | 'dark' | 'hc';

const themes: Readonly<Record<Theme, { readonly id: string; readonly label: string; readonly file: string }>> = {
  light: { id: 'Light Modern', label: 'Light Modern', file: 'light_modern' },
  dark: { id: 'Dark Modern', label: 'Dark Modern', file: 'dark_modern' },
  hc: { id: 'Default High Contrast', label: 'Dark High Contrast', file: 'hc_black' },
};

/** How long a start may take on a busy machine. */
const startLimitMs = 120_000;

/** Selects the workbench as soon as it wears a theme. */
const wearing = ({ file }: { readonly file: string }): string => `.monaco-workbench[class*="themes-${file}-json"]`;

/** What a workbench starts with. */
export interface WorkbenchOptions {
  /** The packaged extension, installed as a user installs it. Default: $HPA_SCOPE_VSIX, else none. */
  readonly vsix?: string;
  /** Opened folder; none gives an empty window. */
  readonly folder?: string;
  /** The user's settings, over the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host: KUBECONFIG, PATH … */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

/** An item of the status bar. */
export interface StatusItem {
  readonly text: string;
  readonly ariaLabel: string;
}

/** Opens VS Code in a fresh profile with the packaged extension, as a person would. Close it in the end. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const theme = themes[options.theme ?? 'dark'];
  const profile = makeProfile({ ...options.settings, 'workbench.colorTheme': theme.id });
  const opened: { server?: VscodeServer; browser?: Browser } = {};
  try {
    const vsix = options.vsix ?? process.env['HPA_SCOPE_VSIX'];
    if (vsix !== undefined) {
      await installExtension(vsix, profile);
    }
    const server = await startVscodeServer({ profile, ...(options.env ? { env: options.env } : {}) });
    opened.server = server;
    opened.browser = await launchBrowser();
    const context = await newLoopbackContext(opened.browser, options.width ?? 1280, options.height ?? 900);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(workbenchUrl(server, options.folder), { waitUntil: 'commit', timeout: startLimitMs });
    await page.locator('.monaco-workbench .activitybar').waitFor({ timeout: startLimitMs });
    await page.locator(wearing(theme)).waitFor({ timeout: startLimitMs });
    return new Workbench(page, server, opened.browser, profile);
  } catch (error) {
    await opened.browser?.close();
    await opened.server?.stop();
    profile.remove();
    throw error;
  }
}

/** VS Code, handled by what is on the screen: clicks, keys, and reading. */
export class Workbench {
  constructor(
    readonly page: Page,
    readonly server: VscodeServer,
    private readonly browser: Browser,
    private readonly profile: Profile,
  ) {}

  /** Opens a container of the activity bar, `HPA Scope` for example, unless it is open. */
  async openView(container: string): Promise<void> {
    const label = JSON.stringify(container);
    const item = this.page.locator(`.activitybar .action-item:has(a[aria-label^=${label}])`).first();
    await item.waitFor();
    if (!/\bchecked\b/.test(await item.getAttribute('class') ?? '')) {
      await item.locator('a').click();
    }
    await this.page.locator('.sidebar .pane').first().waitFor();
  }

  /** A view of the open container by the name in its title. */
  view(name: string): TreeView {
    return new TreeView(this.page, name);
  }

  /** All rows of a view. */
  rows(view: string): Promise<Row[]> {
    return this.view(view).rows();
  }

  /** The rows of a view as soon as they are as wanted; what was there last is in the error. */
  async waitForRows(view: string, wanted: (rows: readonly Row[]) => boolean, timeoutMs = 30_000): Promise<Row[]> {
    const endMs = Date.now() + timeoutMs;
    for (;;) {
      const rows = await this.rows(view);
      if (wanted(rows)) {
        return rows;
      }
      if (Date.now() > endMs) {
        const texts = rows.map(row => `${'  '.repeat(row.level)}${row.label}  ${row.description}`);
        const instead = await this.view(view).welcome();
        throw new Error(`${view} is not as wanted after ${timeoutMs} ms:\n${[...texts, instead].join('\n')}`);
      }
      await this.page.waitForTimeout(200);
    }
  }

  /** Expands a row of a view. */
  expand(view: string, row: Pick<Row, 'path'>): Promise<void> {
    return this.view(view).expand(row);
  }

  /** Runs a command by its title, through the command palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').first().fill(`>${title}`);
    const found = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await found.waitFor();
    await found.click();
  }

  /** The entries of the open quick pick, as `label description`. */
  async quickPick(): Promise<string[]> {
    await this.page.locator('.quick-input-widget:visible .monaco-list-row').first().waitFor();
    const labels = await this.page.locator('.quick-input-widget:visible .monaco-list-row').allInnerTexts();
    return labels.map(text => text.replace(/\s+/g, ' ').trim());
  }

  /** Chooses an entry of the open quick pick. */
  async pick(label: string): Promise<void> {
    await this.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: label }).first().click();
  }

  /** The items of the status bar from left to right. */
  async statusBar(): Promise<StatusItem[]> {
    return this.page.locator('.statusbar .statusbar-item:visible').evaluateAll(items => items.map(item => ({
      text: (item.textContent ?? '').trim(),
      ariaLabel: item.querySelector('[aria-label]')?.getAttribute('aria-label')
        ?? item.getAttribute('aria-label') ?? '',
    })));
  }

  /** The texts of the notifications that stand on the screen. */
  notifications(): Promise<string[]> {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** Switches the theme, as a person does. */
  async setTheme(theme: Theme): Promise<void> {
    const worn = this.page.locator(wearing(themes[theme]));
    for (let attempt = 1; await worn.count() === 0; attempt++) {
      const change = this.#chooseTheme(themes[theme].label).then(() => worn.waitFor({ timeout: 10_000 }));
      await change.catch((error: unknown) => {
        if (attempt === 3) {
          throw error;
        }
      });
      await this.page.waitForTimeout(1000); // colours fade into each other
    }
  }

  /** Drags the edge of the side bar until it is that wide. */
  async widenSideBar(pixels: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (box) {
      const edge = { x: box.x + box.width, y: box.y + box.height / 2 };
      await this.page.mouse.move(edge.x + 1, edge.y);
      await this.page.mouse.down();
      await this.page.mouse.move(box.x + pixels, edge.y, { steps: 5 });
      await this.page.mouse.up();
    }
  }

  async #chooseTheme(name: string): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.command('Preferences: Color Theme');
    const picker = this.page.locator('.quick-input-widget:visible');
    await picker.locator('.monaco-list-row', { hasText: /Modern/ }).first().waitFor({ timeout: 10_000 });
    await picker.locator('input').first().fill(name);
    await picker.locator('.monaco-list-row', { hasText: name }).first().click();
  }

  /** Writes a picture of the window. */
  async screenshot(file: string): Promise<void> {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  /** Ends the browser and the server and deletes the profile. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    this.profile.remove();
  }
}
