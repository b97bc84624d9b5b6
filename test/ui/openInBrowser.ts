import { spawn } from 'node:child_process';

/**
 * Opens an address in the browser of the desktop, if there is a desktop. What goes wrong is no matter: the address is
 * printed.
 */
export function openInBrowser(url: string): void {
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (hasDisplay) {
    const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
    spawn(program, [url], { stdio: 'ignore', detached: true }).on('error', () => undefined).unref();
  }
}
