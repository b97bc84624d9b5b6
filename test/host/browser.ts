import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { readToolchain } from './toolchain.js';

const flags = [
  '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--force-color-profile=srgb', '--font-render-hinting=none', '--disable-dev-shm-usage',
];

/** Starts the headless browser. Signals are for the caller to handle. */
export async function launchBrowser(): Promise<Browser> {
  const { chrome } = readToolchain();
  if (chrome === undefined) {
    throw new Error('No Chromium found: install it, or set CHROME=/path/to/chrome.');
  }
  const mine = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath: chrome, args: flags, ...mine });
}

/** A window of the browser that reaches nothing but this machine. */
export async function newLoopbackContext(browser: Browser, width: number, height: number): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.route(url => !['localhost', '127.0.0.1'].includes(url.hostname), route => route.abort());
  return context;
}
