/** What the workbench itself logs: it comes through the same channel, and on the same level, as what a suite prints. */
const noise = [
  /^(Resolving|Resolved) connection token/,
  /^Creating a socket/,
  /^\[(reconnection-grace-time|AgentHost|AccountPolicyGate|Service Worker)/,
  /^(Ignoring fetching|Updating) additional builtin/,
  /^Creation of workbench contribution/,
  /^No search provider registered/,
  /authentication provider 'github'/,
  /^Unable to load and parse grammar/, // the page is closed while it still reads them
];

/** Tells whether a line of the console is the workbench's own. VSCODE_TEST_VERBOSE=1 shows them all. */
export function isWorkbenchNoise(text: string): boolean {
  return noise.some(pattern => pattern.test(text));
}
